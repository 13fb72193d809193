"""Reads the one setting that says how mail is sent."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from matinee.media.errors import Refused
from matinee.project.site_settings import SiteSettings

_PORTS = {"starttls": 587, "implicit": 465, "none": 25}


@dataclass(frozen=True)
class MailServer:
    """The server that takes our mail; `tls` is "starttls", "implicit" or "none"."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""


def mail_server(site: SiteSettings) -> MailServer:
    """Return the server of the site's settings; this machine's own where none is named.

    Raises Refused when mail_url cannot be read, or when a mail would have no sender or no links
    because mail_from or address is empty.
    """
    if not site.mail_url:
        return MailServer("localhost", 25, "none")
    for name in ("mail_from", "address"):
        if not getattr(site, name):
            raise Refused(
                "mail-incomplete",
                f"The setting mail_url needs {name} beside it.",
                "Mails name their sender and link to the site.",
            )
    return read_mail_url(site.mail_url)


def read_mail_url(url: str) -> MailServer:
    """Read smtp://user:password@host:port?tls=…, or smtps:// for TLS from the first byte.

    Mail travels encrypted unless the server is this machine or `tls=none` says otherwise. No
    refusal repeats the address, which may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _unreadable("its port or host cannot be read") from error
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise _unreadable("it does not begin like smtp://host")
    if parts.path.strip("/") or parts.fragment or set(query) - {"tls"}:
        raise _unreadable("something follows the host that is not ?tls=")
    usual = "none" if _is_here(parts.hostname) else "starttls"
    tls = query.get("tls", "implicit" if parts.scheme == "smtps" else usual)
    if tls not in _PORTS or (parts.scheme == "smtps" and tls != "implicit"):
        raise _unreadable("tls is starttls, implicit or none")
    return MailServer(
        parts.hostname,
        port or _PORTS[tls],
        tls,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unreadable(why: str) -> Refused:
    return Refused(
        "mail-url",
        f"The setting mail_url cannot be used: {why}.",
        "It looks like smtp://user:password@mail.example:587; write @ : / in a password as %40"
        " %3A %2F.",
    )
