"""What is read: counts a page an hour, reports of errors, subscribers."""
