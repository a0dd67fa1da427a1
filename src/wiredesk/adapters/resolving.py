"""From a host's name to addresses that were checked, once."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Sequence

from wiredesk.adapters.addresses import Address, Network, refusal
from wiredesk.adapters.connecting import Deadline
from wiredesk.core.errors import Refused, Unreachable


def literal(host: str) -> Address | None:
    """Return the address that a host is, when it is one; the URL parser has made every notation plain by now."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def resolve(host: str, port: int, *, subject: str, deadline: Deadline) -> list[Address]:
    """Look a host up, once.

    Args:
        host: As the one URL parser gives it.
        port: Where it is going to be asked.
        subject: The address, for errors.
        deadline: A look-up has no time limit of its own; it is left behind when time is up.

    Raises:
        Unreachable: There is no such host, or no answer in time.
    """
    written = literal(host)
    if written is not None:
        return [written]
    found: queue.SimpleQueue[list[Address] | OSError | UnicodeError] = queue.SimpleQueue()
    threading.Thread(target=_look_up, args=(host, port, found), daemon=True, name="look-up").start()
    try:
        answer = found.get(timeout=deadline.left())
    except (queue.Empty, TimeoutError):
        raise Unreachable(subject, f"the look-up of {host} took too long") from None
    if isinstance(answer, Exception) or not answer:
        raise Unreachable(subject, f"there is no host {host}")
    return answer


def refuse_bad(addresses: Sequence[Address], *, subject: str, allowed: Sequence[Network], listed: bool) -> None:
    """Refuse a host when any of its addresses is not public.

    Args:
        addresses: All that the look-up gave.
        subject: The address as asked for, for errors.
        allowed: Networks that the policy names.
        listed: The policy names this host and port. Its name may lead inside, but not to a link-local address
            (where clouds keep their secrets) or to many machines.

    Raises:
        Refused: One of the addresses is not allowed.
    """
    for each in addresses:
        if any(each.version == network.version and each in network for network in allowed):
            continue
        if listed and not (each.is_link_local or each.is_multicast):
            continue
        why = refusal(each)
        if why:
            raise Refused(subject, f"leads to {each}, which is {why}")


def _look_up(host: str, port: int, found: queue.SimpleQueue[list[Address] | OSError | UnicodeError]) -> None:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found.put(list(dict.fromkeys(ipaddress.ip_address(each[4][0]) for each in answers)))
    except (OSError, UnicodeError) as error:
        found.put(error)
    except ValueError as error:
        found.put(OSError(str(error)))
