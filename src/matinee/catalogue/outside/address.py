"""Reads an address that a person or another site gave, and refuses what is no public site's."""

import dataclasses
import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from matinee.media.errors import Refused

MAX_LENGTH = 2000
PORTS = {"http": 80, "https": 443}
INSIDE_NAMES = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "onion"}
)
"""Last labels of names that lead nowhere, or inside, on every network (RFC 6761, 6762, 8375)."""
FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
KEPT_IN_PATH = "/%:@!$&'()*+,;=~"


@dataclasses.dataclass(frozen=True)
class Address:
    """A web address that may be asked: its host is a plain name in lower-case ASCII."""

    scheme: str
    host: str
    target: str
    """The path and the query as they are sent."""

    @property
    def port(self) -> int:
        """The one port of the scheme: 80 or 443."""
        return PORTS[self.scheme]

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.host}{self.target}"


def read_address(text: str) -> Address:
    """Read a web address of a site that has a name.

    Numbers in place of a name are refused in every spelling, as are names without a dot,
    credentials, other schemes and other ports. Whether the name leads to a public machine is
    asked only when it is resolved. Raises Refused("outside-address").
    """
    if len(text) > MAX_LENGTH or FORBIDDEN.search(text):
        raise _refusal("The address has characters in it that no web address has.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _refusal("This is not a web address.") from error
    if parts.scheme not in PORTS:
        raise _refusal("The address has to begin with https://.")
    if "@" in parts.netloc:
        raise _refusal("The address has a user name in it.", "Take out all before the @.")
    if port not in (None, PORTS[parts.scheme]):
        raise _refusal("The address has a port in it.", "Take out the number after the colon.")
    return Address(parts.scheme, _host(parts), _target(parts))


def follow(here: Address, location: str) -> Address:
    """Read where a site sends us on to; what came by https does not go on by http.

    Raises Refused("outside-address").
    """
    if FORBIDDEN.search(location):
        raise _refusal(f"{here.host} sends on to an address that is none.")
    try:
        there = read_address(urljoin(here.url, location))
    except ValueError as error:
        raise _refusal(f"{here.host} sends on to an address that is none.") from error
    if here.scheme == "https" and there.scheme != "https":
        raise _refusal(f"{here.host} sends on to an address that is not secure.")
    return there


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").removesuffix(".")
    try:
        host = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise _refusal("The name of the site is misspelt.") from error
    # A last label that begins with a digit makes a number of some spelling, never a name.
    if not HOST.fullmatch(host) or host.rpartition(".")[2] in INSIDE_NAMES:
        raise _refusal("The address has to name a public site.")
    if host.endswith(".home.arpa"):
        raise _refusal("The address has to name a public site.")
    return host


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=KEPT_IN_PATH)
    return f"{path}?{quote(parts.query, safe=KEPT_IN_PATH + '?')}" if parts.query else path


def _refusal(sentence: str, hint: str = "Look at the address again.") -> Refused:
    return Refused("outside-address", sentence, hint)
