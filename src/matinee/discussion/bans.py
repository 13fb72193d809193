"""Who may not write under films: by name, by e-mail, or by network for a while.

What somebody typed is compared as it reads: "ÅSA", "Åsa" and "asa" in full-width letters are not
told apart by case or by way of writing. A network is known only by a hash with the salt of the
day it was seen; the ban keeps that salt, so no network can be read from it.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from matinee.discussion.models import Ban

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
        f" WHERE (({kind} = 'name' AND {value} = %s) OR ({kind} = 'email' AND {value} = %s)"
        f" OR {kind} = 'network') AND ({until} IS NULL OR {until} > %s)"
    )
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(sql, [folded(name), folded(email), now])
        return _keeps_out(cursor.fetchall(), network)


def folded(typed: str) -> str:
    """Return a name or an address as it is compared: by what is read, not by how it is written."""
    seen = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold())
    return " ".join("".join(c for c in seen if unicodedata.category(c) != "Cf").split())


def hashed(network: str, salt: str) -> str:
    """Return a network as comments and bans keep it."""
    return hmac.new(salt.encode(), network.encode(), hashlib.sha256).hexdigest()


def _keeps_out(rows: Iterable[tuple[str, str, str]], network: str) -> bool:
    networks: dict[str, set[str]] = {}
    for kind, value, salt in rows:
        if kind != Kind.NETWORK:
            return True
        networks.setdefault(salt, set()).add(value)
    if not network:
        return False
    return any(hashed(network, salt) in values for salt, values in networks.items())
