"""Hears of every change of what can be found, and leaves a mark for the worker."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from wagtail.models import PageViewRestriction

from matinee.catalogue.models import Company, Credit, FilmPage, Person
from matinee.programmes.models import ProgrammePage
from matinee.releases.models import CaptionTrack, Release
from matinee.search.marks import EVERYTHING, MASTER, key_of, note


def connect() -> None:
    """Listen to films, names, programmes, captions, and to what is kept from the public.

    A page that becomes private or is unpublished is found no more at once: who asks is told only
    what is public now. The marks clear the index behind it. A deletion is heard before it happens,
    while the rows that name what is deleted still do; its mark is read after it.
    """
    for sender, receiver in _RECEIVERS.items():
        uid = f"search.{sender.__name__}"
        post_save.connect(receiver, sender=sender, dispatch_uid=f"{uid}.saved")
        pre_delete.connect(receiver, sender=sender, dispatch_uid=f"{uid}.deleted")


def _film(instance: FilmPage, **news: Any) -> None:
    _note_film(instance.pk)


def _credit(instance: Credit, **news: Any) -> None:
    _note_film(instance.film_id)


def _note_film(pk: int) -> None:
    """Note a film and its pages in other languages: those without credits take its own."""
    translations = FilmPage.objects.filter(translation_of=pk).values_list("pk", flat=True)
    note(key_of("film", each) for each in (pk, *translations))


def _person(instance: Person, **news: Any) -> None:
    chosen = ProgrammePage.objects.filter(chosen_by=instance.pk).values_list("pk", flat=True)
    note([key_of("person", instance.pk), *(key_of("programme", pk) for pk in chosen)])


def _company(instance: Company, **news: Any) -> None:
    note([key_of("company", instance.pk)])


def _programme(instance: ProgrammePage, **news: Any) -> None:
    note([key_of("programme", instance.pk)])


def _spoken(instance: CaptionTrack | Release, **news: Any) -> None:
    note([key_of(MASTER, instance.master_id)])


def _everything(**news: Any) -> None:
    note([EVERYTHING])


_RECEIVERS: dict[Any, Any] = {
    CaptionTrack: _spoken,
    Company: _company,
    Credit: _credit,
    FilmPage: _film,
    PageViewRestriction: _everything,
    Person: _person,
    ProgrammePage: _programme,
    Release: _spoken,
}
