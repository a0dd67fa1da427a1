"""What templates of the desk need besides Django."""
