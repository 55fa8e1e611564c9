"""What a browser asks for when it is given a URL: the URL Standard (WHATWG), as far as http goes.

Nothing is made normal that the standard leaves alone: a query keeps its order, its case and its
stray `%`, for a press site tells its articles apart by nothing else.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import idna

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BLANKS = "".join(map(chr, range(0x21)))
_IGNORED = re.compile(r"[\t\n\r]")
_AUTHORITY = re.compile(r"[^/\\?#]*")
_FORBIDDEN = re.compile(r"[\x00-\x20#/:<>?@\[\\\]^|%\x7f]")
"""What no host may hold (URL Standard, 3.2)."""
_PATH = re.compile(r"[\x00-\x20\"<>^`{}\x7f-\U0010ffff]")
_QUERY = re.compile(r"[\x00-\x20\"<>'\x7f-\U0010ffff]")
"""What is percent-encoded in a path and in a query (URL Standard, 1.3)."""
_DOT = frozenset({".", "%2e"})
_DOTS = frozenset({"..", ".%2e", "%2e.", "%2e%2e"})
_LONGEST_NAME = 253
_LONGEST_LABEL = 63
"""In bytes (RFC 1035, 2.3.4); a resolver refuses more."""


class Address(NamedTuple):
    """A URL ready to be asked for."""

    scheme: str
    """`http` or `https`."""
    host: str
    """A name as DNS has it, or an address in its shortest spelling, IPv6 without brackets."""
    port: int
    target: str
    """Path and query, as they go into the request's first line: ASCII."""
    fragment: str | None
    """As it is written; None where there is no `#`."""

    @property
    def url(self) -> str:
        """Return the URI without the fragment, which is never sent."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def ip(self) -> IPv4Address | IPv6Address | None:
        """Return the address that the host is, where it is no name."""
        return _ip(self.host)

    @property
    def path(self) -> str:
        """Return the target without its query."""
        return self.target.partition("?")[0]


def address_of(written: str, base: Address | None = None) -> Address:
    """Return what a browser asks for; ValueError, with the reason, where it can make nothing of it.

    With a base, as a redirect's `Location` is read; without one, a URL that begins with `//` is
    `https`. A user name and password in the URL are left out: they are not ours to send.
    """
    text = _IGNORED.sub("", written.strip(_BLANKS))
    text, hashed, fragment = text.partition("#")
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    if found and scheme not in _PORTS:
        raise ValueError(f"its scheme is {scheme}")
    rest = text[found.end() :] if found else text
    start = rest[:2].replace("\\", "/")
    kept = fragment if hashed else None
    if start != "//" and base and scheme in ("", base.scheme):
        return base._replace(target=_joined(base, rest), fragment=kept)
    if not scheme and start != "//":
        raise ValueError("it has no scheme")
    scheme = scheme or (base.scheme if base else "https")
    rest = rest.lstrip("/\\")
    authority = _AUTHORITY.match(rest)
    written_host = authority[0] if authority else ""
    host, port = _host_and_port(written_host.rpartition("@")[2], _PORTS[scheme])
    return Address(scheme, host, port, _target(rest[len(written_host) :]), kept)


def _host_and_port(written: str, default: int) -> tuple[str, int]:
    closing = written.rfind("]")
    host, colon, port = written.rpartition(":")
    if not colon or closing > len(host):
        host, port = written, ""
    if port and not (port.isascii() and port.isdigit() and int(port) < 2**16):
        raise ValueError(f"its port is {port}")
    return _host(host), int(port) if port else default


def _host(written: str) -> str:
    if written.startswith("["):
        try:
            if not written.endswith("]") or "%" in written:
                raise ValueError(written)  # noqa: TRY301 - of an unclosed or scoped one as of others
            return str(IPv6Address(written[1:-1]))
        except ValueError as error:
            raise ValueError("its address is no IPv6 address") from error
    decoded = unquote_to_bytes(written.encode(errors="replace")).decode(errors="replace")
    name = decoded.lower() if decoded.isascii() else _to_ascii(decoded)
    if not name:
        raise ValueError("it has no host")
    if _FORBIDDEN.search(name) or not name.isascii():
        raise ValueError("its host has a character that no host has")
    last = name.removesuffix(".").rpartition(".")[2]
    if last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        return _ipv4(name)
    labels = name.removesuffix(".").split(".")
    if len(name) > _LONGEST_NAME or not all(0 < len(label) <= _LONGEST_LABEL for label in labels):
        raise ValueError("its host is no name")
    return name


def _to_ascii(name: str) -> str:
    """Return a name as DNS has it (UTS 46, non-transitional; its labels' validity is DNS's)."""
    try:
        mapped = idna.uts46_remap(name, std3_rules=False, transitional=False)
    except idna.IDNAError as error:
        raise ValueError("its host has a character that no host has") from error
    labels = (
        label if label.isascii() else "xn--" + label.encode("punycode").decode()
        for label in mapped.split(".")
    )
    return ".".join(labels)


def _ipv4(written: str) -> str:
    """Return an IPv4 address that is spelt in any way that browsers read (URL Standard, 3.5)."""
    *front, last = written.removesuffix(".").split(".")
    try:
        # The last part stands for all the bytes that are left.
        left = 4 - len(front)
        value = int.from_bytes(bytes(map(_number, front)) + _number(last).to_bytes(left))
        return str(IPv4Address(value))
    except (ValueError, OverflowError) as error:
        raise ValueError("its address is no IPv4 address") from error


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    if len(part) > 1 and part.startswith("0"):
        return int(part, 8)
    return int(part)


def _joined(base: Address, relative: str) -> str:
    """Return the target that a reference without a host means (URL Standard, 4.4)."""
    path, asked, query = relative.partition("?")
    path = path.replace("\\", "/")
    if not path:
        return _target(f"{base.path}?{query}") if asked else base.target
    if not path.startswith("/"):
        path = base.path.rpartition("/")[0] + "/" + path
    return _target(path + asked + query)


def _target(written: str) -> str:
    path, asked, query = written.partition("?")
    segments: list[str] = []
    parts = path.replace("\\", "/").removeprefix("/").split("/")
    for at, segment in enumerate(parts):
        lowered = segment.lower()
        if lowered in _DOTS:
            del segments[-1:]
        if lowered not in _DOT and lowered not in _DOTS:
            segments.append(segment)
        elif at == len(parts) - 1:
            segments.append("")
    encoded = "/" + _PATH.sub(_escaped, "/".join(segments))
    return f"{encoded}?{_QUERY.sub(_escaped, query)}" if asked else encoded


def _escaped(found: re.Match[str]) -> str:
    # Bytes of a header that are no UTF-8 are kept as they came; other lone surrogates are none.
    try:
        encoded = found[0].encode(errors="surrogateescape")
    except UnicodeEncodeError:
        encoded = "\ufffd".encode()
    return "".join(f"%{byte:02X}" for byte in encoded)


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    if ":" not in host and not host[-1].isdigit():
        return None
    try:
        return ip_address(host)
    except ValueError:
        return None
