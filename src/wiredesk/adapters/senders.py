"""Who sent a mail, as far as the house's own mail server vouches for it (RFC 8601)."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser

from wiredesk.adapters.keyring import Credentials

HEAD = 100_000  # bytes of a mail that are looked at: its headers
_ADDRESS = r"[^@\s<>,;:\"()]+@[\w.-]+"
# One address, alone or in angle brackets behind one name; whatever could be read in two ways is nobody's.
_FROM = re.compile(rf"\s*(?:(?:\"[^\"<>]*\"|[^\"<>,;@]*)\s*<\s*({_ADDRESS})\s*>|({_ADDRESS}))\s*")
_PASSED = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*pass\b([^;]*)", re.IGNORECASE)
_PROPERTIES = {
    "dmarc": re.compile(r"\bheader\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
    "dkim": re.compile(r"\bheader\.[di]\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
    "spf": re.compile(r"\bsmtp\.mailfrom\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE),
}
_COMMENT = re.compile(r"\([^()]*\)")


def doubt(body: bytes, credentials: Credentials) -> str:
    """Say why a mail is not taken for one of the agency's; empty when nothing speaks against it.

    Only the headers are read, so a mail of any shape costs little.

    Args:
        body: The mail.
        credentials: `senders` names addresses and domains that may write; `trusted` the server whose verdict counts.
    """
    if not (credentials.senders or credentials.trusted):
        return ""
    head = BytesHeaderParser().parsebytes(re.split(rb"\r?\n\r?\n", body[:HEAD], maxsplit=1)[0] + b"\n\n")
    sender = _sender(head)
    if not sender:
        return "names no sender, or several; only mail of one sender is taken"
    domain = sender.rpartition("@")[2]
    if credentials.senders and not {sender, f"@{domain}"}.intersection(credentials.senders):
        return f"comes from {sender}, which is not among this wire's senders in wires.toml"
    if credentials.trusted and not _vouched(head, credentials.trusted.lower(), domain):
        return f"says that it comes from {sender}; {credentials.trusted} does not confirm it"
    return ""


def _sender(head: Message) -> str:
    lines = [str(each) for each in head.get_all("From") or ()]
    found = _FROM.fullmatch(" ".join(lines[0].split())[:1000]) if len(lines) == 1 else None
    return (found[1] or found[2]).lower() if found else ""


def _vouched(head: Message, trusted: str, domain: str) -> bool:
    """Read the topmost verdict of the trusted server: what stands below it anyone may have written."""
    for value in head.get_all("Authentication-Results") or ():
        plain = _COMMENT.sub(" ", str(value)[:4000])
        server, _, results = plain.partition(";")
        if server.lower().split()[:1] == [trusted]:
            return any(_aligned(method.lower(), given, domain) for method, given in _PASSED.findall(results))
    return False


def _aligned(method: str, given: str, domain: str) -> bool:
    """Say whether what passed was the sender's own domain, or one above it."""
    named = [value.lower().rpartition("@")[2] for value in _PROPERTIES[method].findall(given)]
    return any(domain == each or domain.endswith(f".{each}") for each in named if "." in each)
