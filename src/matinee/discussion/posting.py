"""Takes a comment: from the typed form to the row, with every rule on the way."""

import hashlib
import logging
import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from matinee.discussion import admission, bans, held, notices, tickets, work
from matinee.discussion.admission import Sender
from matinee.discussion.deciding import show_new
from matinee.discussion.forms import Typed, Words, check
from matinee.discussion.ground import Ground, ground_of, made_from, parent_of
from matinee.discussion.keeping import insert
from matinee.discussion.markup import VERSION, links_in, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment
from matinee.discussion.models.conversation import Opening
from matinee.discussion.refusals import NotTaken

State = Comment.State
log = logging.getLogger("matinee.discussion")
SHORT = 24
"""A text of fewer letters, such as “Thank you”, is the same only when the same person says it."""
_NO_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True)
class Place:
    """Where a comment is to stand."""

    ground: Ground
    parent: Comment | None


@dataclass(frozen=True)
class Taken:
    """A comment that was kept, now or before."""

    comment: Comment
    film: str
    """Address of the film."""


def take(typed: Typed, network: str) -> Taken:
    """Keep what was typed, and return it as it stands now; `network` is as admission tells it.

    The same ticket again, or the same words from the same network within minutes, returns the
    comment that was kept before.

    Raises NotTaken with a sentence for whoever wrote it.
    """
    ticket = tickets.read_ticket(typed.ticket)
    before = _sent_before(ticket, typed) if ticket else None
    if before:
        return Taken(before, before.film.address)
    place = place_of(typed)
    words, wrong = check(typed, place.ground.duration_s)
    if words is None:
        raise NotTaken("wrong", wrong)
    ticket = _good(ticket)
    now = timezone.now()
    sender = admission.sender_of(network)
    comment = _made(words, place, sender, now)
    twins = _let_in(comment, sender, now)
    if twins.same:
        return Taken(kept(twins.same), place.ground.address)
    worked = work.is_done(typed.work, ticket.nonce)
    verdict = judged(comment, place.ground.rules, films_with_same=twins.films, worked=worked)
    comment.origin = ticket.origin
    comment.state, comment.held_for = verdict.state, verdict.reason
    return Taken(_keep(comment, ticket, typed), place.ground.address)


def place_of(typed: Typed) -> Place:
    """Return where a form wants its words to stand; raises NotTaken where nothing can."""
    pk = number_of(typed.film)
    ground = ground_of(pk) if pk else None
    if ground is None or not ground.standing.exists:
        raise NotTaken("no-film")
    if not ground.standing.takes:
        raise NotTaken("closed")
    if not typed.parent:
        return Place(ground, None)
    answered = number_of(typed.parent)
    parent = parent_of(answered, ground.pk) if answered else None
    if parent is None:
        raise NotTaken("parent-gone")
    return Place(ground, parent)


def number_of(typed: str) -> int | None:
    """Return an id of a row as a form names it, None for what is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


def kept(pk: int) -> Comment:
    """Return a comment with what its author is shown of it."""
    return Comment.objects.select_related("film", "thread", "parent").get(pk=pk)


def digest_of(text: str, name: str) -> str:
    """Return what two comments in the same words have in common, whatever stands between them."""
    letters = _NO_LETTERS.sub(" ", bans.folded(text)).strip() or text
    said = letters if len(letters) >= SHORT else f"{letters}\n{bans.folded(name)}"
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def judged(
    comment: Comment, rules: held.Rules, *, films_with_same: int = 1, worked: bool = True
) -> held.Verdict:
    """Return what the rules make of a comment as it is written now."""
    said = held.Said(
        words=f"{comment.text}\n{comment.name}\n{comment.link}",
        links=held.count_links(links_in(comment.html), comment.link, settings.MATINEE.address),
        # To ask costs a query.
        known=rules.opening != Opening.FIRST_HELD
        or admission.is_known(comment.name, comment.email),
        worked=worked,
        films_with_same=films_with_same,
    )
    return held.judge(said, rules)


def _sent_before(ticket: tickets.Ticket, typed: Typed) -> Comment | None:
    """Return the comment that was made with a ticket; raises NotTaken where it is another one."""
    pk = made_from(ticket.origin)
    if pk is None:
        return None
    before = kept(pk)
    same = digest_of(typed.text, typed.name) == before.digest and str(before.film_id) == typed.film
    if same and str(before.parent_id or "") == typed.parent:
        return before
    raise NotTaken("used")


def _good(ticket: tickets.Ticket | None) -> tickets.Ticket:
    if ticket is None:
        raise NotTaken("no-ticket")
    if ticket.too_old:
        raise NotTaken("ran-out")
    if ticket.too_fresh:
        raise NotTaken("too-fresh")
    return ticket


def _made(words: Words, place: Place, sender: Sender, now: datetime) -> Comment:
    parent = place.parent
    return Comment(
        film_id=place.ground.pk,
        parent=parent,
        thread=(parent.thread or parent) if parent else None,
        name=words.name,
        email=words.email,
        link=words.link,
        text=words.text,
        html=to_html(words.text),
        markup_version=VERSION,
        at_s=words.at_s,
        wants_notices=words.wants_notices,
        posted_at=now,
        network=sender.hashed,
        digest=digest_of(words.text, words.name),
    )


def _let_in(comment: Comment, sender: Sender, now: datetime) -> admission.Twins:
    """Return what was said in the same words; raises NotTaken for what may not be said."""
    if bans.banned(comment.name, comment.email, sender.network):
        raise NotTaken("banned")
    twins = admission.twins(comment.film_id, comment.digest, sender, now)
    if twins.same:
        return twins
    if twins.here:
        raise NotTaken("said")
    if admission.too_much(comment.film_id, sender, now):
        raise NotTaken("limit")
    return twins


def _keep(comment: Comment, ticket: tickets.Ticket, typed: Typed) -> Comment:
    """Save a judged comment; when the same ticket came twice at once, return the one that won."""
    try:
        with transaction.atomic():
            if comment.state == State.PUBLIC:
                show_new(comment)
            else:
                insert(comment)
            note_mentions(comment)
            if comment.wants_notices:
                notices.ask(comment)
    except IntegrityError:
        before = _sent_before(ticket, typed)
        if before is None:
            raise
        return before
    return comment
