"""The text tools of the command line, one file a command; none needs a database, a network or a key."""
