"""Where the forms of a film stand, and the links that mails carry."""

from django.conf import settings
from django.core.signing import Signer, TimestampSigner

FOOTAGE = "footage"
SCREENING = "host"
NEWS = "news"
KINDS = (FOOTAGE, SCREENING, NEWS)

CONFIRM_WITHIN_S = 7 * 24 * 3600
"""How long the link that confirms an address can be used."""

# A token holds a subscription's random key, never an address, and is signed for one purpose.
_CONFIRM = TimestampSigner(salt="matinee.correspondence.confirm")
_LEAVE = Signer(salt="matinee.correspondence.leave")


def form_address(film_address: str, kind: str) -> str:
    """Return the address of a film's form; kind is one of KINDS."""
    return f"{film_address}{kind}/"


def sent_address(film_address: str, kind: str) -> str:
    """Return the address of the page that thanks for what was sent."""
    return f"{form_address(film_address, kind)}sent/"


def confirm_address(key: str) -> str:
    """Return the address that confirms a subscription; it can be used for a week."""
    return f"/correspondence/confirm/{_CONFIRM.sign(key)}/"


def leave_address(key: str) -> str:
    """Return the address that ends a subscription; it can be used for ever."""
    return f"/correspondence/leave/{_LEAVE.sign(key)}/"


def confirming_key(token: str) -> str:
    """Return the key of a link that confirms.

    Raises BadSignature when the link is not ours, was made for something else or is too old.
    """
    return _CONFIRM.unsign(token, max_age=CONFIRM_WITHIN_S)


def leaving_key(token: str) -> str:
    """Return the key of a link that ends a subscription; raises BadSignature if it is not ours."""
    return _LEAVE.unsign(token)


def whole(address: str) -> str:
    """Return an address of this site as it stands in a mail."""
    return f"{settings.MATINEE.address.rstrip('/')}{address}"
