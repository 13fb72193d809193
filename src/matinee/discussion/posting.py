"""Takes a comment: from the typed form to the row, with every rule on the way."""

import hashlib
import logging
import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.discussion import admission, bans, held, notices, tickets, work
from matinee.discussion.admission import Sender
from matinee.discussion.deciding import show_new
from matinee.discussion.forms import Typed, Words, check
from matinee.discussion.markup import VERSION, links_in, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment, ConversationRules
from matinee.discussion.models.conversation import Opening
from matinee.discussion.refusals import NotTaken
from matinee.discussion.standing import Standing, standing_of

State = Comment.State
log = logging.getLogger("matinee.discussion")
SHORT = 24
"""A text of fewer letters, such as “Thank you”, is the same only when the same person says it."""
_NO_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True)
class Place:
    """Where a comment is to stand."""

    film: FilmPage
    standing: Standing
    parent: Comment | None


def take(typed: Typed, network: str) -> Comment:
    """Keep what was typed, and return it as it stands now; `network` is as admission tells it.

    The same ticket again, or the same words from the same network within minutes, returns the
    comment that was kept before.

    Raises NotTaken with a sentence for whoever wrote it.
    """
    ticket = tickets.read_ticket(typed.ticket)
    before = _sent_before(ticket, typed) if ticket else None
    if before:
        return before
    place = place_of(typed)
    words, wrong = check(typed, length_of(place.film))
    if words is None:
        raise NotTaken("wrong", wrong)
    _need_good(ticket)
    assert ticket is not None  # noqa: S101 - so says the line before
    now = timezone.now()
    sender = admission.sender_of(network)
    comment = _made(words, place, sender, now)
    twins = _let_in(comment, sender, now)
    if twins.same:
        return twins.same
    worked = work.is_done(typed.work, ticket.nonce)
    verdict = judged(comment, place.standing, films_with_same=twins.films, worked=worked)
    comment.origin = ticket.origin
    comment.state, comment.held_for = verdict.state, verdict.reason
    return _keep(comment, typed)


def place_of(typed: Typed) -> Place:
    """Return where a form wants its words to stand; raises NotTaken where nothing can."""
    film = find_film(typed.film)
    standing = standing_of(film) if film else None
    if film is None or standing is None or not standing.exists:
        raise NotTaken("no-film")
    if not standing.takes:
        raise NotTaken("closed")
    parent = find_parent(typed.parent, film) if typed.parent else None
    if typed.parent and parent is None:
        raise NotTaken("parent-gone")
    return Place(film, standing, parent)


def find_film(pk: str) -> FilmPage | None:
    """Return a public film by what a form says of it, without its long fields."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 10):
        return None
    films = FilmPage.objects.live().public().filter(pk=int(pk)).select_related("release")
    fields = ("title", "slug", "path", "first_published_at", "running_time_s")
    return films.only(*fields, "release__duration_s").first()


def find_parent(pk: str, film: FilmPage) -> Comment | None:
    """Return a comment that can be answered: a public one under the same film."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    rows = Comment.objects.filter(pk=int(pk), film=film, state=State.PUBLIC)
    return rows.select_related("thread").first()


def length_of(film: FilmPage) -> float | None:
    """Return how long a film is, in seconds, None where nobody knows."""
    return film.release.duration_s if film.release else film.running_time_s


def digest_of(text: str, name: str) -> str:
    """Return what two comments in the same words have in common, whatever stands between them."""
    letters = _NO_LETTERS.sub(" ", bans.folded(text)).strip() or text
    said = letters if len(letters) >= SHORT else f"{letters}\n{bans.folded(name)}"
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def judged(
    comment: Comment, standing: Standing, *, films_with_same: int = 1, worked: bool = True
) -> held.Verdict:
    """Return what the rules make of a comment as it is written now."""
    rules = ConversationRules.load()
    said = held.Said(
        words=f"{comment.text}\n{comment.name}\n{comment.link}",
        links=held.count_links(links_in(comment.html), comment.link, settings.MATINEE.address),
        # To ask costs a query.
        known=standing.opening != Opening.FIRST_HELD
        or admission.is_known(comment.name, comment.email),
        worked=worked,
        films_with_same=films_with_same,
    )
    limits = held.Rules(standing.opening, rules.links_held, rules.held_words, rules.spam_words)
    return held.judge(said, limits)


def _sent_before(ticket: tickets.Ticket, typed: Typed) -> Comment | None:
    """Return the comment that was made with a ticket; raises NotTaken where it is another one."""
    rows = Comment.objects.filter(origin=ticket.origin)
    before = rows.select_related("film", "thread", "parent").first()
    if before is None:
        return None
    same = digest_of(typed.text, typed.name) == before.digest and str(before.film_id) == typed.film
    if same and str(before.parent_id or "") == typed.parent:
        return before
    raise NotTaken("used")


def _need_good(ticket: tickets.Ticket | None) -> None:
    if ticket is None:
        raise NotTaken("no-ticket")
    if ticket.too_old:
        raise NotTaken("ran-out")
    if ticket.too_fresh:
        raise NotTaken("too-fresh")


def _made(words: Words, place: Place, sender: Sender, now: datetime) -> Comment:
    parent = place.parent
    return Comment(
        film=place.film,
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


def _keep(comment: Comment, typed: Typed) -> Comment:
    """Save a judged comment; when the same ticket came twice at once, return the one that won."""
    try:
        with transaction.atomic():
            if comment.state == State.PUBLIC:
                show_new(comment)
            else:
                comment.save(force_insert=True)
            note_mentions(comment)
            if comment.wants_notices:
                notices.ask(comment)
    except IntegrityError:
        ticket = tickets.read_ticket(typed.ticket)
        before = _sent_before(ticket, typed) if ticket else None
        if before is None:
            raise
        return before
    return comment
