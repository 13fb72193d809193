"""Gives out tickets: a comment is taken with one that is neither too fresh nor too old.

The pages are files and hold none; whoever writes fetches one, or gets it with the preview. A
ticket serves for one comment, however often it is sent: its nonce is kept as the comment's origin.
"""

import secrets
import time
from dataclasses import dataclass

from django.core.signing import BadSignature, TimestampSigner, b62_decode

from matinee.discussion.work import new_challenge

WAIT_S = 3
"""Nobody reads, thinks and writes faster than this; programs do."""
GOOD_FOR_S = 24 * 3600

_TICKETS = TimestampSigner(salt="matinee.discussion.ticket")


@dataclass(frozen=True)
class Ticket:
    """A ticket of ours, by its nonce and its age."""

    nonce: str
    age_s: float

    @property
    def origin(self) -> str:
        """What a comment keeps of it."""
        return f"here:{self.nonce}"

    @property
    def too_fresh(self) -> bool:
        """Whether it was given out just now."""
        return self.age_s < WAIT_S

    @property
    def too_old(self) -> bool:
        """Whether it has run out."""
        return self.age_s > GOOD_FOR_S


def new_ticket() -> str:
    """Return a ticket as it travels; nothing of it is kept here."""
    return _TICKETS.sign(secrets.token_urlsafe(12))


def read_ticket(ticket: str) -> Ticket | None:
    """Return a ticket of ours, however old; None for what is none."""
    try:
        signed = _TICKETS.unsign(ticket)
        stamp = b62_decode(ticket.rsplit(":", 2)[1])
    except (BadSignature, ValueError):
        return None
    return Ticket(signed, time.time() - stamp)


def told(ticket: str = "") -> dict[str, object]:
    """Return a ticket as the browser is told of it, a new one unless one is given.

    `work` is None, or the sum that work.py describes.
    """
    own = ticket or new_ticket()
    return {"ticket": own, "wait_s": WAIT_S, "work": new_challenge(own.partition(":")[0])}
