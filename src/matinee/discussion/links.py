"""Judges where a link in somebody's words leads, and whether its words say something else."""

import ipaddress
import re
import unicodedata
from urllib.parse import quote

import idna

LONGEST = 2000
OWN_PAGES = ("/films/", "/people/", "/companies/", "/programmes/")
"""What begins the addresses of this site to which words may lead without its name."""

_WHOLE = re.compile(r"(https?)://([^/?#]+)([/?#].*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]@:]+)(?::(\d{1,5}))?", re.IGNORECASE)
# Slugs and anchors of ours need no more, and no ".." comes through, in no disguise.
_OWN = re.compile(rf"(?:{'|'.join(OWN_PAGES)})(?:[\w-]+/?)*(?:#[\w=&.-]*)?", re.ASCII)
_MAIL = re.compile(r"mailto:[\w.+-]{1,64}@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.ASCII | re.IGNORECASE)
# What no address may have in it: browsers drop some of these or read them as something else.
_BAD = re.compile(
    r"[\x00-\x20\x7f-\xa0\\\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u3000\ufeff\ufff9-\ufffd\ud800-\udfff\U000e0000-\U000e0fff]"
)
_KEPT = "!#$%&'()*+,/:;=?@[]~"
_LONE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_HOST_LIKE = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_JOINERS = re.compile(r"[\u200c-\u200f\u061c]")
# Letters of scripts that look like Latin ones, between European Latin and the scripts of Asia.
_ALIKE = re.compile(r"[\u0180-\u2dff\ua640-\uabff]")


def good_link(url: str) -> str:
    """Return the address of a site as browsers understand it, "" for anything else.

    Only http and https, a host with a name of at least two parts or a plain IP address, no
    user before it. The host is in ASCII and lower case, the rest percent-encoded.
    """
    url = url.strip(" \t\r\n\f")
    parts = None if len(url) > LONGEST or _BAD.search(url) else _WHOLE.fullmatch(url)
    authority = parts and _AUTHORITY.fullmatch(parts[2])
    if not parts or not authority:
        return ""
    host, port = _ascii_host(authority[1]), authority[2]
    if not host or (port and not 0 < int(port) < 65536):
        return ""
    rest = quote(_LONE_PERCENT.sub("%25", parts[3] or "/"), safe=_KEPT)
    slash = "" if rest.startswith("/") else "/"
    return f"{parts[1].lower()}://{host}{f':{port}' if port else ''}{slash}{rest}"


def good_target(url: str) -> str:
    """Return where a link among the words may lead: a site, an e-mail address, a page of ours."""
    if url.startswith("/"):
        return url if _OWN.fullmatch(url) else ""
    if url[:7].lower() == "mailto:":
        return f"mailto:{url[7:]}" if _MAIL.fullmatch(url) else ""
    return good_link(url)


def host_of(target: str) -> str:
    """Return the host of a good target, "" for a page of ours."""
    found = _WHOLE.fullmatch(target) or _MAIL.fullmatch(target)
    if not found:
        return ""
    return found[1] if found.re is _MAIL else found[2]


def told_host(words: str, target: str) -> str:
    """Return the host to show beside a link's words, "" where they hide nothing.

    Words that look like another host than the target's, or like one written in letters that
    can be taken for others, get the true one beside them.
    """
    host = host_of(target).lower()
    if not host:
        return ""
    plain = _JOINERS.sub("", unicodedata.normalize("NFKC", words)).replace("。", ".").lower()
    looks = _HOST_LIKE.findall(plain)
    return "" if all(_same(look, host) for look in looks) else host


def _same(look: str, host: str) -> bool:
    """Say whether what looks like a host is the host, or one that it stands under."""
    if _ALIKE.search(look) and look.rpartition(".")[2].isascii():
        return False
    claimed = _ascii_host(look).removeprefix("www.")
    named = host.partition(":")[0].removeprefix("www.")
    return bool(claimed) and (named == claimed or named.endswith(f".{claimed}"))


def _ascii_host(host: str) -> str:
    """Return a host in ASCII and lower case, "" for what is none."""
    try:
        if host.startswith("["):
            return f"[{ipaddress.IPv6Address(host[1:-1])}]"
        if host.isascii():
            found = idna.encode(host.lower()).decode() if "xn--" in host.lower() else host.lower()
        else:
            found = idna.encode(host, uts46=True).decode()
    except (ValueError, UnicodeError):
        return ""
    labels = found.removesuffix(".").split(".")
    if labels[-1].isdecimal() or labels[-1].startswith("0x"):
        # What browsers read as an IP address in disguise is one only when plainly written.
        return found if _is_ip(found) else ""
    good = len(labels) > 1 and len(found) < 254 and all(map(_LABEL.fullmatch, labels))
    return found if good else ""


_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
