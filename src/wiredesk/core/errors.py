"""The whole error tree, named by what happened.

An expected error is stored on the row it belongs to and shown to a person; an unexpected one is raised.
"""


class WiredeskError(Exception):
    """Something expected went wrong.

    Args:
        subject: What it happened to: a path, an address, a guid.
        reason: One sentence that says what was wrong and, where it helps, what to do.
    """

    retry_helps = False

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason


class Unreadable(WiredeskError):
    """Bytes that no format understands, or that a format understands to be broken."""


class Unreachable(WiredeskError):
    """An address that did not answer, or answered that it can't now."""

    retry_helps = True


class Refused(WiredeskError):
    """An address, size or redirect that our own rules forbid."""


class NotAllowed(WiredeskError):
    """An action that the rules of the house, the gate or a role forbid."""


class Misconfigured(WiredeskError):
    """A setting that can't be used; the start stops with this sentence."""
