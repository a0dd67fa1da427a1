"""What we know about text: frozen dataclasses and functions. No Django, network, database or clock."""
