"""What editors see: the board, the story desk, review, permissions."""
