"""What may never be forgotten: an append-only, hash-chained record in a database of its own."""
