"""What readers see: pages, feeds, search, shots, newsletter."""
