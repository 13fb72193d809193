"""Where the pages of a conversation stand, and the endpoint that takes what visitors write.

The pages are files beside the film's page. The endpoint is live; it may be another machine, so
its addresses are whole where the setting `conversation_endpoint` says so.
"""

from django.conf import settings
from django.core.signing import Signer, TimestampSigner

from matinee.catalogue.seen.addresses import SITE_COMMENTS

CONVERSATION = "conversation"
SITE_FEED = SITE_COMMENTS

THREADS_A_LEAF = 12
"""Threads on one page of a conversation; page 1 has the numbers 1 to 12 for good."""
REPLIES_SHOWN = 6
"""Replies of a thread that stand with it there; the others are on pages of the thread."""
REPLIES_A_PART = 50
"""Replies on one page of a thread."""

CHANGE_WITHIN_S = 15 * 60
"""How long an author may change or withdraw a comment."""

_YOURS = TimestampSigner(salt="matinee.discussion.yours")
_CONFIRM = TimestampSigner(salt="matinee.discussion.confirm")
_LEAVE = Signer(salt="matinee.discussion.leave")
YOURS_WITHIN_S = 30 * 24 * 3600
"""How long an author can look a comment up by its own link."""
CONFIRM_WITHIN_S = 7 * 24 * 3600


def leaf_of(number: int) -> int:
    """Return the page of the conversation on which a thread stands, counted from 1."""
    return (number - 1) // THREADS_A_LEAF + 1


def part_of(place: int) -> int:
    """Return the page of its thread on which a reply stands, counted from 1."""
    return (place - 1) // REPLIES_A_PART + 1


def leaf_address(film: str, leaf: int) -> str:
    """Return the address of a page of the conversation, oldest threads first."""
    return f"{film}{CONVERSATION}/" if leaf == 1 else f"{film}{CONVERSATION}/page-{leaf}/"


def newest_address(film: str, leaf: int | None = None) -> str:
    """Return the address of the newest threads, or of a page read from its newest thread."""
    first = f"{film}{CONVERSATION}/newest/"
    return first if leaf is None else f"{first}page-{leaf}/"


def thread_address(film: str, number: int, part: int = 1) -> str:
    """Return the address of a page of one long thread."""
    first = f"{film}{CONVERSATION}/thread-{number}/"
    return first if part == 1 else f"{first}page-{part}/"


def comment_address(film: str, pk: int, number: int, place: int | None) -> str:
    """Return where a comment stands for good; `number` is that of its thread."""
    if place is None or place <= REPLIES_SHOWN:
        return f"{leaf_address(film, leaf_of(number))}#{anchor(pk)}"
    return f"{thread_address(film, number, part_of(place))}#{anchor(pk)}"


def anchor(pk: int) -> str:
    """Return the id of a comment in a page."""
    return f"c-{pk}"


def feed_address(film: str) -> str:
    """Return the address of the feed of one film's comments."""
    return f"{film}{CONVERSATION}/feed.xml"


def moments_address(film: str) -> str:
    """Return the address of the moments of a film that comments speak of, as JSON."""
    return f"{film}{CONVERSATION}/moments.json"


def endpoint(way: str = "") -> str:
    """Return an address of the endpoint: "ticket/", "preview/", "post/", "reply/12/" …."""
    base: str = settings.MATINEE.conversation_endpoint.rstrip("/")
    return f"{base}/{CONVERSATION}/{way}"


def yours_way(key: str) -> str:
    """Return the way, on the endpoint, to one's own comment; it can be used for thirty days."""
    return f"yours/{_YOURS.sign(key)}/"


def own_key(token: str) -> str:
    """Return the comment's key of such a link; raises BadSignature when it is none or too old."""
    return _YOURS.unsign(token, max_age=YOURS_WITHIN_S)


def confirm_way(key: str) -> str:
    """Return the way that confirms an address for notices; it can be used for a week."""
    return f"notices/confirm/{_CONFIRM.sign(key)}/"


def confirming_key(token: str) -> str:
    """Return the key of such a link; raises BadSignature when it is none or too old."""
    return _CONFIRM.unsign(token, max_age=CONFIRM_WITHIN_S)


def leave_way(key: str) -> str:
    """Return the way that ends all notices to an address; it can be used for ever."""
    return f"notices/leave/{_LEAVE.sign(key)}/"


def leaving_key(token: str) -> str:
    """Return the key of such a link; raises BadSignature when it is none."""
    return _LEAVE.unsign(token)
