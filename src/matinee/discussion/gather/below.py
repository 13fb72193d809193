"""What a film's own page shows of its conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from markupsafe import Markup

from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import (
    CommentData,
    CommentForm,
    ConversationBelow,
    ConversationData,
    House,
    Link,
    Turns,
)
from matinee.catalogue.rendering import public_environment
from matinee.correspondence.posting import sends_mail
from matinee.discussion.addresses import (
    THREADS_A_LEAF,
    anchor,
    endpoint,
    leaf_address,
    moments_address,
    newest_address,
)
from matinee.discussion.gather.conversing import comments_feed, other_origin, script
from matinee.discussion.gather.leaves import closed_leaves, numbers_of
from matinee.discussion.gather.rows import Thread, cards_of, gather_threads, rows_of, threads_of
from matinee.discussion.gather.threads import Stage
from matinee.discussion.models import Comment, Conversation, ConversationRules
from matinee.discussion.models.conversation import Opening, Order
from matinee.discussion.notices import PRIVACY
from matinee.discussion.standing import Standing, standing_by

TOLD = 3
"""Comments of which machines are told."""
FEW = 3
"""So few threads are read in one look, whichever comes first."""


@dataclass(frozen=True)
class _Gathered:
    """What stands below the films of one batch, loaded at once, by film."""

    house: House
    standings: Mapping[int, Standing]
    conversations: Mapping[int, Conversation]
    threads: Mapping[int, Sequence[Thread]]
    pinned: Mapping[int, Sequence[Thread]]
    stages: Mapping[int, Stage]
    moments: frozenset[int]


def below_films(films: Sequence[FilmPage]) -> Mapping[int, ConversationBelow]:
    """Return what stands below each film that has a conversation.

    Where nothing was said and nothing is taken, nothing stands there. The number of queries
    does not depend on the number of films, nor on what was said.
    """
    saved = [film for film in films if film.pk]
    rules = ConversationRules.load()
    counts = {each.film_id: each for each in Conversation.objects.filter(film__in=saved)}
    ways = {
        film.pk: standing_by(counts.get(film.pk), rules, film.first_published_at) for film in saved
    }
    having = [film for film in saved if _has_any(ways[film.pk], counts.get(film.pk))]
    gathered = _gather(having, ways, counts)
    return {film.pk: _below(film, gathered) for film in having}


def _has_any(standing: Standing, conversation: Conversation | None) -> bool:
    said = conversation is not None and conversation.last_number > 0
    return standing.exists and (standing.takes or said)


def _gather(
    films: Sequence[FilmPage],
    ways: Mapping[int, Standing],
    counts: Mapping[int, Conversation],
) -> _Gathered:
    numbers = {pk: _numbers(ways[pk], counts[pk]) for film in films if (pk := film.pk) in counts}
    threads = gather_threads(numbers)
    pinned = threads_of(rows_of(Q(pinned=True, film__in=films)).order_by("-shown_at", "-pk"))
    everything = [each for some in (threads, pinned) for found in some.values() for each in found]
    cards = cards_of(everything)
    return _Gathered(
        house=gather_house(),
        standings=ways,
        conversations=counts,
        threads=threads,
        pinned=pinned,
        stages={
            film.pk: Stage(film.address, on_film=True, takes=ways[film.pk].takes, cards=cards)
            for film in films
        },
        moments=_with_moments(films),
    )


def _with_moments(films: Sequence[FilmPage]) -> frozenset[int]:
    """Return the films with a comment that speaks of a moment: one is looked for, none counted."""
    public = Comment.objects.filter(film=OuterRef("film"), at_s__isnull=False, state="public")
    found = Conversation.objects.filter(Exists(public), film__in=films)
    return frozenset(found.values_list("film", flat=True))


def _numbers(standing: Standing, conversation: Conversation) -> range:
    """Return which threads the film's page shows; of the newest one more, to lead on to."""
    if standing.order == Order.NEWEST:
        last = conversation.last_number
        return range(max(1, last - THREADS_A_LEAF), last + 1)
    return numbers_of(1)


def _below(film: FilmPage, gathered: _Gathered) -> ConversationBelow:
    data = _conversation(film, gathered)
    template = public_environment().get_template("discussion/below.html")
    return ConversationBelow(
        html=Markup(template.render(conversation=data)),  # noqa: S704 - rendered with escaping
        count=data.count,
        script=script(),
        feed=data.feed,
        moments=data.moments,
        endpoint_origin=other_origin(),
        comments=tuple(each for each in data.threads if not each.gone)[:TOLD],
    )


def _conversation(film: FilmPage, gathered: _Gathered) -> ConversationData:
    standing = gathered.standings[film.pk]
    conversation = gathered.conversations.get(film.pk)
    threads = gathered.threads.get(film.pk, ())
    newest = standing.order == Order.NEWEST
    link = Link(film.title, film.address)
    pinned = _shown(gathered.pinned.get(film.pk, ()), gathered.stages[film.pk])
    chosen = threads[::-1][:THREADS_A_LEAF] if newest else threads
    shown = _shown([each for each in chosen if not each.root.pinned], gathered.stages[film.pk])
    return ConversationData(
        film=link,
        film_pk=film.pk,
        count=conversation.shown if conversation else 0,
        pinned=pinned,
        threads=shown,
        newest_first=newest,
        turns=_turns(film.address, threads, conversation, newest=newest),
        form=_form(film, standing) if standing.takes else None,
        note=_note(standing),
        feed=comments_feed(gathered.house, link)
        if conversation and conversation.last_number
        else None,
        endpoint=endpoint(),
        moments=moments_address(film.address) if film.pk in gathered.moments else "",
    )


def _shown(threads: Sequence[Thread], stage: Stage) -> tuple[CommentData, ...]:
    return tuple(made for each in threads if (made := each.data(stage)))


def _turns(
    film: str, threads: Sequence[Thread], conversation: Conversation | None, *, newest: bool
) -> Turns:
    last = conversation.last_number if conversation else 0
    ways = Turns(oldest=leaf_address(film, 1), newest=newest_address(film))
    if last <= THREADS_A_LEAF:
        return ways if last > FEW else Turns()
    if not newest:
        return Turns(later=leaf_address(film, 2), oldest=ways.oldest, newest=ways.newest)
    # The next thread stands on the newest page, too, unless it ends there where this one does.
    onward = newest_address(film, closed_leaves(last))
    if last % THREADS_A_LEAF and threads:
        onward = f"{ways.newest}#{anchor(threads[0].root.pk)}"
    return Turns(earlier=onward, oldest=ways.oldest, newest=ways.newest)


def _note(standing: Standing) -> str:
    if not standing.takes:
        return "Comments are closed."
    if standing.closes_on is None:
        return ""
    return f"Comments close on {date_format(standing.closes_on, 'j F Y')}."


def _form(film: FilmPage, standing: Standing) -> CommentForm:
    held = standing.opening != Opening.OPEN
    ways = (endpoint("post/"), endpoint("preview/"))
    return CommentForm(*ways, film.pk, mails=sends_mail(), held=held, privacy=PRIVACY)
