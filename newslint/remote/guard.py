"""Which addresses are out in the open: those that anybody's post may make newslint ask.

A post is untrusted, and so is every redirect: what it names may be a router, a database or a
cloud's metadata service that trusts whoever stands where newslint runs.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052)."""
_UNICAST = IPv6Network("2000::/3")
"""All that is given out as global so far (RFC 4291, 2.4)."""
_PROTOCOLS = IPv4Network("192.0.0.0/24")
"""Of protocols, not of hosts (RFC 6890): Python 3.11 knows a part of it, and a cloud uses it."""
_SERVICES: frozenset[IPv4Address | IPv6Address] = frozenset(
    {
        IPv4Address("168.63.129.16"),  # Azure's, public by number
        IPv4Address("100.100.100.200"),  # Alibaba's
        IPv4Address("192.0.0.192"),  # Oracle's
        IPv6Address("fd00:ec2::254"),  # Amazon's
        IPv6Address("fd20:ce::254"),  # Google's
    }
)
"""What tells a cloud's machines of themselves, secrets included, beside 169.254.169.254."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is global, by the registries of IANA, and no metadata service.

    An IPv6 address that carries an IPv4 one (mapped, Teredo, NAT64) is judged by that too. 6to4 is
    routed no more (RFC 7526): newer Pythons call it private, older ones do not.
    """
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and address not in _PROTOCOLS
            and address not in _SERVICES
        )
    carried = _carried(address)
    if address.ipv4_mapped or address in _TRANSLATED:
        return all(map(is_public, carried))
    if address.sixtofour or address not in _UNICAST:
        return False
    return address.is_global and all(map(is_public, carried))


def is_service(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is a cloud's metadata service, or link-local, where most of them are.

    No post means to lead there, so they are not asked even where private addresses may be.
    """
    carried = _carried(address) if isinstance(address, IPv6Address) else []
    return address.is_link_local or address in _SERVICES or any(map(is_service, carried))


def _carried(address: IPv6Address) -> list[IPv4Address]:
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [found for found in inner if found is not None]
