"""What a film's own page shows of its conversation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db.models import F, Q
from markupsafe import Markup

from matinee.catalogue.gather.house import front_end, gather_house
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import (
    CommentForm,
    ConversationBelow,
    ConversationData,
    Feed,
    Link,
    Turns,
)
from matinee.catalogue.rendering import public_environment
from matinee.correspondence.posting import sends_mail
from matinee.discussion.addresses import (
    REPLIES_SHOWN,
    THREADS_A_LEAF,
    endpoint,
    feed_address,
    leaf_address,
    newest_address,
)
from matinee.discussion.gather.threads import Stage, thread_data
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.models.conversation import Opening, Order
from matinee.discussion.standing import Standing, standings


def below_films(films: Sequence[FilmPage]) -> Mapping[int, ConversationBelow]:
    """Return what stands below each film that has a conversation."""
    saved = [film for film in films if film.pk]
    ways = standings(saved)
    having = [film for film in saved if ways[film.pk].exists]
    counts = {each.film_id: each for each in Conversation.objects.filter(film__in=having)}
    roots = _roots(having)
    whole = bool(gather_house().base)
    return {
        film.pk: _below(film, ways[film.pk], counts.get(film.pk), roots[film.pk], has_feed=whole)
        for film in having
    }


def _roots(films: Sequence[FilmPage]) -> dict[int, list[tuple[Comment, list[Comment]]]]:
    first = Q(number__lte=THREADS_A_LEAF)
    last = Q(number__gt=F("film__conversation__last_number") - THREADS_A_LEAF)
    shown = Comment.objects.filter(first | last, film__in=films).order_by("number")
    roots = list(shown.defer("text"))
    replies: dict[int | None, list[Comment]] = defaultdict(list)
    rows = Comment.objects.filter(thread__in=roots, place__lte=REPLIES_SHOWN).order_by("place")
    for reply in rows.defer("text"):
        replies[reply.thread_id].append(reply)
    by_film: dict[int, list[tuple[Comment, list[Comment]]]] = defaultdict(list)
    for root in roots:
        by_film[root.film_id].append((root, replies[root.pk]))
    return by_film


def _below(
    film: FilmPage,
    standing: Standing,
    conversation: Conversation | None,
    threads: Sequence[tuple[Comment, list[Comment]]],
    *,
    has_feed: bool,
) -> ConversationBelow:
    data = conversation_data(film, standing, conversation, threads, has_feed=has_feed)
    template = public_environment().get_template("discussion/below.html")
    return ConversationBelow(
        html=Markup(template.render(conversation=data)),  # noqa: S704 - rendered with escaping
        count=data.count,
        script=_script(),
        feed=data.feed,
        moments=data.moments,
    )


def conversation_data(
    film: FilmPage,
    standing: Standing,
    conversation: Conversation | None,
    threads: Sequence[tuple[Comment, list[Comment]]],
    *,
    has_feed: bool,
) -> ConversationData:
    """Return the stretch that stands on the film's own page."""
    stage = Stage(film.address, on_film=True, takes=standing.takes)
    newest = standing.order == Order.NEWEST
    made = [thread_data(root, replies, stage) for root, replies in threads]
    shown = [each for each in made if each]
    count = conversation.shown if conversation else 0
    more = bool(conversation and conversation.last_number > THREADS_A_LEAF)
    chosen = shown[-THREADS_A_LEAF:][::-1] if newest else shown[:THREADS_A_LEAF]
    onward = newest_address(film.address) if newest else leaf_address(film.address, 2)
    return ConversationData(
        film=Link(film.title, film.address),
        film_pk=film.pk,
        count=count,
        pinned=(),
        threads=tuple(chosen),
        newest_first=newest,
        turns=Turns(later=onward if more else ""),
        form=_form(film, standing) if standing.takes else None,
        note="" if standing.takes else "Comments are closed.",
        feed=Feed(f"Comments: {film.title}", feed_address(film.address)) if has_feed else None,
        endpoint=endpoint(),
        moments="",
    )


def _form(film: FilmPage, standing: Standing) -> CommentForm:
    held = standing.opening != Opening.OPEN
    return CommentForm(endpoint("post/"), endpoint("preview/"), film.pk, sends_mail(), held)


def _script() -> str:
    """Return the URL of the script that posts in place, "" where it was never built."""
    name = front_end().get("conversation.js")
    return f"{settings.STATIC_URL}matinee/{name}" if name else ""
