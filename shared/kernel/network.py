"""Which network a caller's address stands for, however it is spelt."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

LONGEST = 60
"""Characters of an address with its zone."""
NOWHERE = "0.0.0.0"
"""Where a connection without an address comes from, such as one by a socket in the file system."""
_SUBSCRIBER = 64
"""Bits of an IPv6 address that a provider gives to one subscriber, who chooses the rest himself."""


def network_of(address: str) -> str:
    """An IPv4 address as it is, an IPv6 address as its /64; ValueError for anything else.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo) is that IPv4 address; a zone (`%eth0`) says nothing.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        return str(inner) if inner else str(IPv6Network((found, _SUBSCRIBER), strict=False))
    return str(found)


def asker(connected: str | None, forwarded: str, proxies: int) -> str:
    """The address of whoever asks: of the connection, or what the outermost of `proxies` trusted servers wrote into
    X-Forwarded-For; what stands before comes from the caller and says nothing. Empty for what is no address."""
    told = [one.strip() for one in forwarded.split(",") if one.strip()]
    found = told[-proxies] if 0 < proxies <= len(told) else connected or ""
    try:
        return str(ip_address(found.partition("%")[0]))
    except ValueError:
        return ""


def _inner(address: IPv6Address) -> IPv4Address | None:
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
