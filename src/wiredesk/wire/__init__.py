"""What comes in: agencies, their wires, the bytes as they came, and the items read from them."""
