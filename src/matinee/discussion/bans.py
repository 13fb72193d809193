"""Who may not write under films: by name, by e-mail, or by network for a while.

What somebody typed is compared as it reads: capitals, spaces and ways of writing the same letter
make no difference. A network is known only by a hash with the salt of the
day it was seen; the ban keeps that salt, so no network can be read from it.
"""

import hashlib
import hmac
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from matinee.correspondence.models import DaySalt
from matinee.discussion.deciding import By
from matinee.discussion.models import Ban, Comment, Decision
from matinee.media.errors import Refused

NETWORK_FOR = timedelta(days=30)
"""Networks change hands: no ban of one lasts longer."""
Kind = Ban.Kind


def banned(name: str, email: str, network: str) -> bool:
    """Say whether someone may not write here; `network` is that of `admission.network_of`.

    It stands in the way of every post, so it is one plain query: names and addresses by the
    index, and the few networks that are banned at all.
    """
    quote = connection.ops.quote_name
    kind, value, salt, until = map(quote, ("kind", "value", "salt", "until"))
    sql = (
        f"SELECT {kind}, {value}, {salt} FROM {quote(Ban._meta.db_table)}"  # noqa: S608 - our names
        f" WHERE (({kind} = 'name' AND {value} = %s) OR ({kind} = 'email' AND {value} IN (%s, %s))"
        f" OR {kind} = 'network') AND ({until} IS NULL OR {until} > %s)"
    )
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(sql, [folded(name), folded(email), disguised(email), now])
        return _keeps_out(cursor.fetchall(), network)


def folded(typed: str) -> str:
    """Return a name or an address as it is compared: by what is read, not by how it is written."""
    seen = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold())
    return " ".join("".join(c for c in seen if unicodedata.category(c) != "Cf").split())


def disguised(email: str) -> str:
    """Return an address as a ban keeps it once its owner had everything else erased."""
    made = salted_hmac("matinee.discussion.bans", folded(email), algorithm="sha256").hexdigest()
    return f"erased:{made}"


def hashed(network: str, salt: str) -> str:
    """Return a network as comments and bans keep it."""
    return hmac.new(salt.encode(), network.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Why:
    """Who bans, for what reason, until when; without an end for good."""

    by: By
    reason: str = ""
    until: datetime | None = None


def ban(kind: str, typed: str, why: Why) -> Ban:
    """Keep out a name or an address; a second ban of the same takes the place of the first.

    Raises Refused when nothing is left of what was typed.
    """
    value = folded(typed)
    if not value:
        raise Refused("ban-empty", "There is nothing to ban.", "Type a name or an e-mail address.")
    with transaction.atomic():
        return _kept(kind, value, "", why, None)


def ban_author(comment: Comment, kinds: Iterable[str], why: Why) -> list[Ban]:
    """Keep out who wrote a comment, by its name, its address, the network it came from.

    Raises Refused where the comment tells no such thing, or its day's salt is erased already:
    then nobody can tell the network any more.
    """
    with transaction.atomic():
        return [_ban_by(each, comment, why) for each in kinds]


def end(ban: Ban, by: By) -> None:
    """Let someone write again, and write down that it was decided."""
    with transaction.atomic():
        _write_down("unban", ban.kind, Why(by), None)
        ban.delete()


def salt_of(comment: Comment) -> str:
    """Return the salt with which a comment's network was hashed, "" once it is erased."""
    day = comment.posted_at.astimezone(UTC).date()
    return DaySalt.objects.filter(day=day).values_list("salt", flat=True).first() or ""


def _ban_by(kind: str, comment: Comment, why: Why) -> Ban:
    if kind != Kind.NETWORK:
        value = folded(comment.name if kind == Kind.NAME else comment.email)
        if not value:
            raise Refused("ban-empty", f"The comment has no {kind}.", "Ban by something else.")
        return _kept(kind, value, "", why, comment)
    salt = salt_of(comment) if comment.network else ""
    if not salt:
        raise Refused(
            "ban-network-unknown",
            "Nobody can tell any more which network this comment came from.",
            "That is kept for a few days only; ban the name or the address.",
        )
    longest = timezone.now() + NETWORK_FOR
    until = min(why.until or longest, longest)
    return _kept(kind, comment.network, salt, replace(why, until=until), comment)


def _kept(kind: str, value: str, salt: str, why: Why, comment: Comment | None) -> Ban:
    facts = {
        "salt": salt,
        "reason": why.reason,
        "user_id": why.by.user_id,
        "by": why.by.name,
        "at": timezone.now(),
        "until": why.until,
    }
    ban, _ = Ban.objects.update_or_create(kind=kind, value=value, defaults=facts)
    _write_down("ban", kind, why, comment)
    return ban


def _write_down(action: str, kind: str, why: Why, comment: Comment | None) -> None:
    """Add to the record that somebody was banned, but not whom: that is in the list of bans."""
    label = Kind(kind).label
    Decision.objects.create(
        comment=comment,
        film_id=comment.film_id if comment else None,
        action=action,
        reason=f"{label}: {why.reason}"[:300] if why.reason else str(label),
        user_id=why.by.user_id,
        by=why.by.name,
        at=timezone.now(),
        batch=uuid.uuid4().hex,
    )


def _keeps_out(rows: Iterable[tuple[str, str, str]], network: str) -> bool:
    networks: dict[str, set[str]] = {}
    for kind, value, salt in rows:
        if kind != Kind.NETWORK:
            return True
        networks.setdefault(salt, set()).add(value)
    if not network:
        return False
    return any(hashed(network, salt) in values for salt, values in networks.items())
