"""Puts a conversation under the sample film, and one that is over under another."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction

from matinee.catalogue.models import FilmPage
from matinee.cli.demo.house import talk_words as words
from matinee.discussion.deciding import By, decide, show_new
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.models.conversation import Opening
from matinee.discussion.signals import conversation_changed


def talk(films: dict[str, FilmPage]) -> None:
    """Have people speak under the films, once; the first conversation stays open to anybody."""
    if Comment.objects.exists():
        return
    addresses = {key.replace("-", "_"): film.address for key, film in films.items()}
    addresses["making"] = films["making-come-in"].address
    for key, said, opening in (
        ("heights", words.HEIGHTS, Opening.OPEN),
        ("corridor", words.CORRIDOR, Opening.CLOSED),
    ):
        _say(films[key], said, addresses)
        with transaction.atomic():
            Conversation.objects.filter(film=films[key]).update(opening=opening)
            conversation_changed.send(Conversation, film_ids=[films[key].pk])


def _say(film: FilmPage, all_said: Iterable[words.Said], addresses: dict[str, str]) -> None:
    made: dict[str, Comment] = {}
    with transaction.atomic():
        for said in sorted(all_said, key=lambda each: each.at):
            made[said.key] = _comment(film, said, made.get(said.to), addresses)
        removed = [made[said.key].pk for said in all_said if said.removed]
        decide(removed, Comment.State.REMOVED, By("sample"), words.REMOVED_FOR)


def _comment(
    film: FilmPage, said: words.Said, parent: Comment | None, addresses: dict[str, str]
) -> Comment:
    day, hour, minute = said.at
    text = said.text
    for key, address in addresses.items():
        text = text.replace(f"{{{key}}}", address)
    comment = Comment(
        film=film,
        parent=parent,
        thread=(parent.thread or parent) if parent else None,
        name=said.name,
        link=said.link,
        badge=said.badge,
        text=text,
        html=to_html(text),
        markup_version=VERSION,
        at_s=said.moment_s,
        pinned=said.pinned,
        posted_at=datetime(2026, 5, day, hour, minute, tzinfo=UTC),
    )
    show_new(comment)
    note_mentions(comment)
    return comment
