"""Wiredesk: agency wires in, sourced stories out."""

__version__ = "0.1.0"
