"""Which network addresses an outgoing request may never go to.

`ipaddress` alone is not enough: its idea of private differs between versions of Python, and it looks at an IPv4
address hidden in an IPv6 one in some notations only. So everything that is not plain public unicast is refused by
a list of our own, and `is_global` is asked as well.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the machine itself", ("0.0.0.0/8", "127.0.0.0/8", "::/127")),
    ("an inner network", ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")),
    ("a provider's inner network", ("100.64.0.0/10",)),
    ("this network's own link", ("169.254.0.0/16", "fe80::/10")),
    ("many machines at once", ("224.0.0.0/4", "ff00::/8")),
    ("an IPv4 address inside an IPv6 one", ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96")),
    ("a translated IPv4 address", ("64:ff9b::/96", "64:ff9b:1::/48", "192.88.99.0/24")),
    ("a tunnel to an IPv4 address", ("2002::/16", "2001::/32")),
    ("kept for documentation", ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")),
    ("kept for tests", ("198.18.0.0/15", "2001:2::/48")),
    ("reserved", ("192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", "240.0.0.0/4")),
    ("reserved", ("2001::/23", "2620:4f:8000::/48", "100::/64", "5f00::/16")),
)
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_ISATAP = (0x00005EFE, 0x02005EFE)  # the upper half of an interface id whose lower half is an IPv4 address


def refusal(address: Address) -> str:
    """Return in plain words why no request goes to this address; "" when one may.

    Args:
        address: As resolved, never as written in a link.
    """
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        return "this network's own link"
    for kind, networks in _kinds():
        if any(address.version == each.version and address in each for each in networks):
            return kind
    if isinstance(address, ipaddress.IPv6Address):
        if address not in _PUBLIC_V6:
            return "reserved"
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return "a tunnel to an IPv4 address"
    return "" if address.is_global else "not public"


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, tuple[Network, ...]], ...]:
    return tuple((kind, tuple(ipaddress.ip_network(each) for each in written)) for kind, written in _KINDS)
