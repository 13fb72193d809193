"""Hears of every change that a public page shows, and marks the pages."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished

from matinee.catalogue.gather.lists import all_films
from matinee.catalogue.listing import Change
from matinee.catalogue.models import (
    Company,
    Credit,
    ElsewhereFilm,
    FilmIndexPage,
    FilmPage,
    Person,
    Picture,
    Place,
    Relation,
    Subject,
)
from matinee.catalogue.signals import relisted
from matinee.discussion.gather.conversing import told_as
from matinee.discussion.models import Conversation, ConversationRules
from matinee.discussion.signals import (
    comments_changed,
    conversation_changed,
    mentions_changed,
)
from matinee.programmes.models import HomePage, Pick, ProgrammeIndexPage, ProgrammePage
from matinee.publishing import reach
from matinee.publishing.marks import (
    EVERYTHING,
    FILMS,
    HOME,
    MOVED,
    NAME_LISTS,
    PROGRAMMES,
    SAID,
    key_of,
    mark,
    note,
)
from matinee.publishing.related_reach import elsewhere_reach, relation_reach, words_reach
from matinee.publishing.said_reach import conversation_reach
from matinee.releases.models import CaptionTrack, Release

# What saving a draft touches on the live row; no page shows any of it.
_STUDIO_FIELDS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def connect() -> None:
    """Listen to everything that public pages show.

    A deletion is heard before it happens, while the rows that tell where it shows are there.
    """
    for sender, receiver in _RECEIVERS.items():
        uid = f"publishing.{sender.__name__}"
        post_save.connect(receiver, sender=sender, dispatch_uid=f"{uid}.saved")
        pre_delete.connect(receiver, sender=sender, dispatch_uid=f"{uid}.deleted")
    # A name that is filed under another letter now leaves its old one.
    for sender in (Person, Company):
        uid = f"publishing.{sender.__name__}.before"
        pre_save.connect(_name_before, sender=sender, dispatch_uid=uid)
    # A page whose time ran out is saved as a bare page, so it is saved again as what it is.
    page_unpublished.connect(_unpublished, dispatch_uid="publishing.unpublished")
    relisted.connect(_lists, dispatch_uid="publishing.relisted")
    comments_changed.connect(_said, dispatch_uid="publishing.said")
    conversation_changed.connect(_conversations, dispatch_uid="publishing.conversations")
    post_save.connect(_begun, sender=Conversation, dispatch_uid="publishing.begun")
    mentions_changed.connect(_mentions, dispatch_uid="publishing.mentions")
    # The reach of what is gone is marked above; the person's own page falls with the credit.
    post_delete.connect(_credit, sender=Credit, dispatch_uid="publishing.Credit.gone")


def _film(instance: FilmPage, **news: Any) -> None:
    # The credits in the database are still the old ones: this marks whoever is left out now.
    if not _only_studio(news):
        mark(reach.film_reach(instance.pk) | words_reach(instance))
        _told_otherwise(instance, gone=news.get("signal") is pre_delete)


def _told_otherwise(film: FilmPage, *, gone: bool) -> None:
    """Mark a film's conversation when its many pages tell of the film what is no longer so."""
    told = told_as(film)
    rows = Conversation.objects.filter(film=film.pk)
    if rows.exclude(told_as=told).update(told_as=told) or gone:
        mark(conversation_reach([film.pk]))


def _begun(instance: Conversation, **news: Any) -> None:
    """Keep what the first page of a conversation tells of its film."""
    if news.get("created") and not instance.told_as:
        Conversation.objects.filter(pk=instance.pk).update(told_as=told_as(instance.film))


def _person(instance: Person, **news: Any) -> None:
    mark(reach.name_reach("person", instance.pk))


def _company(instance: Company, **news: Any) -> None:
    mark(reach.name_reach("company", instance.pk))


def _name_before(instance: Person | Company, **news: Any) -> None:
    rows = type(instance).objects.filter(pk=instance.pk)
    for initial in rows.exclude(initial=instance.initial).values_list("initial", flat=True):
        mark([key_of(NAME_LISTS[instance.kind], initial)])


def _credit(instance: Credit, **news: Any) -> None:
    mark(reach.credit_reach(instance))


def _relation(instance: Relation, **news: Any) -> None:
    mark(relation_reach(instance) | reach.programmes_with([instance.other_id]))


def _elsewhere(instance: ElsewhereFilm, **news: Any) -> None:
    mark(elsewhere_reach(instance.url))


def _picture(instance: Picture, **news: Any) -> None:
    if not news.get("created"):
        mark(reach.picture_reach(instance))


def _subject(instance: Subject, **news: Any) -> None:
    mark(reach.topic_reach("subject", instance.pk))


def _place(instance: Place, **news: Any) -> None:
    mark(reach.topic_reach("place", instance.pk))


def _captions(instance: CaptionTrack, **news: Any) -> None:
    mark(reach.master_reach(instance.master_id))


def _release(instance: Release, **news: Any) -> None:
    for pk in FilmPage.objects.filter(release=instance.pk).values_list("pk", flat=True):
        mark(reach.film_reach(pk))


def _home(instance: HomePage, **news: Any) -> None:
    if not _only_studio(news):
        mark([HOME])


def _films(instance: FilmIndexPage, **news: Any) -> None:
    if not _only_studio(news):
        mark({FILMS, *reach.leaves_of([all_films()])})


def _programme(instance: ProgrammePage, **news: Any) -> None:
    # The picks in the database are still the old ones: this marks the films left out now.
    if not _only_studio(news):
        mark(reach.programme_reach(instance.pk))


def _pick(instance: Pick, **news: Any) -> None:
    mark({key_of("film", instance.film_id), *reach.programme_reach(instance.programme_id)})


def _programmes(instance: ProgrammeIndexPage, **news: Any) -> None:
    if not _only_studio(news):
        mark([PROGRAMMES])


def _lists(changes: list[Change], **news: Any) -> None:
    mark(reach.list_reach(changes))


def _said(pks: list[int], **news: Any) -> None:
    # The worker's sweep bakes them within a quarter of a second: whoever posts does not wait.
    note(key_of(SAID, pk) for pk in pks)


def _mentions(pages: list[tuple[str, int]], **news: Any) -> None:
    note(key_of(kind, pk) for kind, pk in pages)


def _conversations(film_ids: list[int], **news: Any) -> None:
    mark(conversation_reach(film_ids))


def _everything(**news: Any) -> None:
    mark([EVERYTHING])


def _unpublished(instance: Any, **news: Any) -> None:
    # Wagtail says the same of a page that is being deleted while it is live.
    if not instance.live and type(instance) in _RECEIVERS:
        instance.save(clean=False, update_fields=["live"])


def _moved(**news: Any) -> None:
    mark([MOVED])


def _only_studio(news: dict[str, Any]) -> bool:
    """Say whether the news is of a draft only."""
    changed: frozenset[str] = news.get("update_fields") or frozenset()
    return bool(changed) and changed <= _STUDIO_FIELDS


_RECEIVERS: dict[Any, Any] = {
    Company: _company,
    ConversationRules: _everything,
    CaptionTrack: _captions,
    Credit: _credit,
    ElsewhereFilm: _elsewhere,
    FilmIndexPage: _films,
    FilmPage: _film,
    HomePage: _home,
    PageViewRestriction: _everything,
    Person: _person,
    Pick: _pick,
    Picture: _picture,
    Place: _place,
    ProgrammeIndexPage: _programmes,
    ProgrammePage: _programme,
    Redirect: _moved,
    Relation: _relation,
    Release: _release,
    Subject: _subject,
}
