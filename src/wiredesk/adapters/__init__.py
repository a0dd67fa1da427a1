"""The outside world, one file each. No Django."""
