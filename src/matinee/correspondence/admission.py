"""Decides whose posts are taken: from our own pages, and not too many of them.

The forms are plain files that carry no token, and what they post is taken without a cookie, so
there is no session that a foreign page could ride on: Django's CSRF check has nothing to guard
here. What it would also have kept out, forms on other sites that make a visitor's browser post
here, is told by the headers that every browser sends. Programs can forge them; limits are for
those.
"""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from matinee.correspondence.models import DaySalt, Knock

KEPT = timedelta(days=1)
SALTS_KEPT = timedelta(days=7)
KEPT_AT_MOST = 8
LONGEST_BODY = 64 * 1024
"""No form of ours can be filled with more, in bytes."""
CONFIRMATIONS_A_DAY = 3
"""How many mails an address that never confirmed is sent in a day, whatever the film."""

_SALTS = f"SELECT day, salt FROM {DaySalt._meta.db_table} ORDER BY day DESC LIMIT %s"  # noqa: S608


@dataclass(frozen=True)
class Limit:
    """So many in so long."""

    count: int
    within: timedelta


# A festival's guests share one network; a script needs far more than this to be of use.
PER_NETWORK = (Limit(10, timedelta(minutes=10)), Limit(60, timedelta(days=1)))


def comes_from_here(request: HttpRequest) -> bool:
    """Say whether a post comes from a page of this site, as far as its browser says.

    Sec-Fetch-Site is the browser's own word; older ones send Origin alone. Behind a server in
    front, our host may have another name inside than outside: the site's address counts, too.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    ours = {request.get_host().lower(), urlsplit(settings.MATINEE.address).netloc.lower()}
    host = urlsplit(origin).netloc.lower()
    return bool(host) and host in ours


def is_form(request: HttpRequest) -> bool:
    """Say whether a post is one of our forms by its kind and size; asked before it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    small = length.isdigit() and int(length) <= LONGEST_BODY
    return small and request.content_type == "application/x-www-form-urlencoded"


def admits(request: HttpRequest) -> bool:
    """Count a post and say whether it is within what its network and the whole site may send."""
    who = _hashed(network_of(request.META.get("REMOTE_ADDR", "")))
    now = timezone.now()
    knocks = Knock.objects.filter(what="post")
    for limit in PER_NETWORK:
        if knocks.filter(who=who, at__gt=now - limit.within).count() >= limit.count:
            return False
    if knocks.filter(at__gt=now - timedelta(hours=1)).count() >= settings.MATINEE.posts_per_hour:
        return False
    Knock.objects.create(who=who, what="post", at=now)
    return True


def may_write_to(email: str) -> bool:
    """Count a mail to someone who did not confirm, and say whether it may be sent."""
    who = _hashed(email)
    now = timezone.now()
    today = Knock.objects.filter(who=who, what="confirm", at__gt=now - KEPT)
    if today.count() >= CONFIRMATIONS_A_DAY:
        return False
    Knock.objects.create(who=who, what="confirm", at=now)
    return True


def forget_knocks() -> None:
    """Erase what is older than a day, and old salts: what was hashed with them says nothing then.

    Comments keep their network's hash as long as the salts are kept, for moderators.
    """
    now = timezone.now()
    Knock.objects.filter(at__lt=now - KEPT).delete()
    DaySalt.objects.filter(day__lte=(now - SALTS_KEPT).date()).delete()


def network_of(address: str) -> str:
    """Return the network an address counts for: itself, or its /64 where one home has so many."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


def hashes_of(what: str) -> tuple[str, ...]:
    """Return what something, such as a network, is kept as: by today's salt, then by older ones."""
    today = timezone.now().date()
    with connection.cursor() as cursor:
        # Plainly: whoever posts a comment waits for it.
        cursor.execute(_SALTS, [KEPT_AT_MOST])
        salts = {str(day): salt for day, salt in cursor.fetchall()}
    if str(today) not in salts:
        made, _ = DaySalt.objects.get_or_create(day=today)
        salts = {str(today): made.salt, **salts}
    return tuple(_by_salt(what, salt) for salt in salts.values())


def _hashed(what: str) -> str:
    """Return a hash by today's salt; the salt's row is erased in a week."""
    salt, _ = DaySalt.objects.get_or_create(day=timezone.now().date())
    return _by_salt(what, salt.salt)


def _by_salt(what: str, salt: str) -> str:
    return hmac.new(salt.encode(), what.encode(), hashlib.sha256).hexdigest()
