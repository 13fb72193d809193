"""Brings the index up to date with what was marked, a little at a time."""

import logging
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from matinee.catalogue.models import Company, Credit, FilmPage, Person
from matinee.programmes.models import ProgrammePage
from matinee.releases.models import CaptionTrack
from matinee.search import marks
from matinee.search.entries import entries
from matinee.search.folding import VERSION
from matinee.search.models import IndexedThing, PendingWords, SpokenTrack
from matinee.search.shelves import shelves
from matinee.search.speech import PreparedTrack, drop_track, prepared_tracks, put_track, wipe

log = logging.getLogger(__name__)
THINGS_AT_ONCE = 25
MASTERS_AT_ONCE = 8
SPREAD_AT_ONCE = 500
WRITE_S = 0.02
"""After so long a transaction takes nothing more in: whoever saves a page is waiting."""


def catch_up() -> int:
    """Index some of what was marked, and return how many marks were dealt with, 0 at the end.

    What takes time, reading captions and folding words, is done before the transaction that
    writes. A mark that was made anew meanwhile stays, so nothing is lost; a mark that another
    worker took is not written twice. Captions whose file is missing are passed over.
    """
    everything = PendingWords.objects.filter(key=marks.EVERYTHING).first()
    if everything:
        return _spread(everything)
    things = PendingWords.objects.exclude(key__startswith=f"{marks.MASTER}:")[:THINGS_AT_ONCE]
    if found := list(things):
        return _index_things(found)
    masters = list(PendingWords.objects.all()[:MASTERS_AT_ONCE])
    return _index_speech(masters) if masters else 0


def begin_anew_if_folded_otherwise() -> None:
    """Have all indexed anew when the words were folded by an older version of this house."""
    old = IndexedThing.objects.exclude(folding=VERSION).exists()
    spoken = SpokenTrack.objects.exclude(folding=VERSION).exists()
    if spoken:
        wipe()
    if old or spoken:
        marks.note([marks.EVERYTHING])


def _spread(everything: PendingWords) -> int:
    """Turn the mark of everything into one for each thing and each master."""
    models: dict[str, Any] = {
        "person": Person,
        "company": Company,
        "programme": ProgrammePage,
        "film": FilmPage,
    }
    keys = [
        marks.key_of(kind, pk)
        for kind, model in models.items()
        for pk in model.objects.order_by("pk").values_list("pk", flat=True)
    ]
    keys += [
        marks.key_of(*row)
        for row in IndexedThing.objects.order_by("pk").values_list("kind", "object_pk")
    ]
    masters = {*CaptionTrack.objects.order_by().values_list("master_id", flat=True).distinct()}
    masters.update(SpokenTrack.objects.values_list("master_pk", flat=True))
    keys += [marks.key_of(marks.MASTER, pk) for pk in sorted(masters)]
    for at in range(0, len(keys), SPREAD_AT_ONCE):
        with transaction.atomic():
            marks.note(keys[at : at + SPREAD_AT_ONCE])
    with transaction.atomic():
        return len(marks.take([everything]))


def _index_things(found: Sequence[PendingWords]) -> int:
    keys = [mark.key for mark in found]
    ids = {kind: marks.ids_among(keys, kind) for kind in marks.THINGS}
    try:
        made = {kind: entries(kind, ids[kind]) for kind in ids}
    except Exception:
        # Whatever is wrong with one of them, the others must not wait for it.
        if len(found) > 1:
            return sum(_index_things([mark]) for mark in found)
        log.exception("%s cannot be searched.", keys[0])
        made = {kind: {} for kind in ids}
    with transaction.atomic():
        shelves().lock()
        taken = marks.take(found)
        for kind in ids:
            wanted = marks.ids_among(taken, kind)
            was = {
                each.object_pk: each
                for each in IndexedThing.objects.filter(kind=kind, object_pk__in=wanted)
            }
            for pk in wanted:
                _write(was.get(pk), made[kind].get(pk))
            marks.note(_touched(kind, wanted, was, made[kind]))
    return len(found)


def _write(was: IndexedThing | None, now: IndexedThing | None) -> None:
    if was and not now:
        was.delete()
    elif now and not (was and _same(was, now)):
        now.pk = was.pk if was else None
        now.save()
        shelves().put_thing(now)


def _same(was: IndexedThing, now: IndexedThing) -> bool:
    names = ("title", "name", "names", "words", "master_pk", "folding")
    return all(getattr(was, each) == getattr(now, each) for each in names)


def _touched(
    kind: str,
    pks: Collection[int],
    was: dict[int, IndexedThing],
    now: dict[int, IndexedThing],
) -> Iterable[str]:
    """Yield the marks of what follows: a film's speech, and the films that print a name."""
    if kind == "film":
        for each in (*was.values(), *now.values()):
            if each.master_pk:
                yield marks.key_of(marks.MASTER, each.master_pk)
    if kind not in ("person", "company"):
        return
    renamed = [pk for pk in pks if pk in was and pk in now and was[pk].name != now[pk].name]
    for pk in _crediting(kind, renamed) if renamed else ():
        yield marks.key_of("film", pk)


def _crediting(kind: str, pks: Collection[int]) -> Iterable[int]:
    """Return the films that credit these names, and their pages in other languages."""
    films = Credit.objects.filter(**{f"{kind}__in": pks}).order_by().values("film")
    rows = FilmPage.objects.filter(Q(pk__in=films) | Q(translation_of__in=films))
    return rows.values_list("pk", flat=True)


def _index_speech(found: Sequence[PendingWords]) -> int:
    """Index the lines of some masters; long ones share no transaction with others."""
    masters = marks.ids_among([mark.key for mark in found], marks.MASTER)
    prepared: dict[int, list[PreparedTrack]] = defaultdict(list)
    for track in prepared_tracks(masters):
        prepared[track.master_pk].append(track)
    left = list(found)
    while left:
        with transaction.atomic():
            shelves().lock()
            began = time.perf_counter()
            while left and time.perf_counter() - began < WRITE_S:
                mark = left.pop(0)
                for pk in marks.ids_among(marks.take([mark]), marks.MASTER):
                    _write_speech(pk, prepared[pk])
    return len(found)


def _write_speech(master_pk: int, tracks: Sequence[PreparedTrack]) -> None:
    now = {track.language: track for track in tracks}
    for old in SpokenTrack.objects.filter(master_pk=master_pk):
        track = now.get(old.language)
        if track and track.file == old.file:
            del now[old.language]
            if track.automatic != old.automatic:
                SpokenTrack.objects.filter(pk=old.pk).update(automatic=track.automatic)
        else:
            drop_track(old)
    for track in now.values():
        put_track(track)
