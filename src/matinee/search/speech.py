"""Puts what is said in a master onto the shelves, and takes it off again."""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from webvtt.errors import MalformedFileError

from matinee.media.captions.cues import read_vtt
from matinee.releases.models import CaptionTrack
from matinee.search.folding import VERSION
from matinee.search.models import SpokenBlock, SpokenTrack
from matinee.search.passages import (
    IN_A_BLOCK,
    SpokenLine,
    lines_of,
    pack,
    passages_of,
    spoken_lines,
    unpack,
)
from matinee.search.shelves import Row, shelves
from matinee.search.showing import films_showing
from matinee.search.vocabulary import count_words

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PreparedTrack:
    """A track as it is to be written; all that takes time was done before."""

    master_pk: int
    language: str
    automatic: bool
    file: str
    blocks: tuple[bytes, ...] = ()
    tokens: tuple[str, ...] = ()
    """Of each passage."""


def prepared_tracks(masters: Collection[int]) -> Iterator[PreparedTrack]:
    """Yield what those of these masters say that a public page shows, a track a language.

    A film's captions are taken before its subtitles. A track whose file stands on the shelves
    already comes without passages, for it is not written again.
    """
    shown = films_showing(masters)
    known = set(
        SpokenTrack.objects.filter(master_pk__in=shown).values_list("master_pk", "language", "file")
    )
    seen: set[tuple[int, str]] = set()
    tracks = CaptionTrack.objects.filter(master__in=shown)
    for each in tracks.order_by("master", "language", "kind"):
        if (each.master_id, each.language) in seen:
            continue
        seen.add((each.master_id, each.language))
        track = PreparedTrack(each.master_id, each.language, each.automatic, each.file)
        if (each.master_id, each.language, each.file) in known:
            yield track
        else:
            yield with_lines(track, _read(each))


def with_lines(track: PreparedTrack, lines: Sequence[SpokenLine]) -> PreparedTrack:
    """Return a track with its lines as the shelves keep them."""
    passages = passages_of(lines)
    blocks = (passages[at : at + IN_A_BLOCK] for at in range(0, len(passages), IN_A_BLOCK))
    tokens = tuple(passage.tokens for passage in passages)
    return replace(track, blocks=tuple(map(pack, blocks)), tokens=tokens)


def put_track(track: PreparedTrack) -> None:
    """Write a track; to be called in a transaction that holds the lock."""
    if not track.blocks:
        return
    newest = SpokenTrack.objects.order_by("-first").values_list("last", flat=True).first() or 0
    first = newest + 1
    row = SpokenTrack.objects.create(
        master_pk=track.master_pk,
        language=track.language,
        automatic=track.automatic,
        file=track.file,
        first=first,
        last=first + len(track.blocks) - 1,
        folding=VERSION,
    )
    SpokenBlock.objects.bulk_create(
        [
            SpokenBlock(number=first + at, track_pk=row.pk, data=data)
            for at, data in enumerate(track.blocks)
        ]
    )
    rows = _rows(first, track.tokens)
    shelves().put_passages(rows)
    count_words(_words(rows), by=1)


def drop_track(track: SpokenTrack) -> None:
    """Take a track off; to be called in a transaction that holds the lock."""
    blocks = SpokenBlock.objects.filter(number__gte=track.first, number__lte=track.last)
    lines: list[SpokenLine] = []
    for block in blocks.order_by("number"):
        for written in unpack(bytes(block.data)):
            lines += lines_of(written)
    # Cut again as they were cut: the index takes out only what it was given.
    rows = _rows(track.first, [passage.tokens for passage in passages_of(lines)])
    shelves().drop_passages(rows)
    count_words(_words(rows), by=-1)
    blocks.delete()
    track.delete()


@transaction.atomic
def wipe() -> None:
    """Take everything off that is said."""
    shelves().lock()
    shelves().empty()
    SpokenBlock.objects.all().delete()
    SpokenTrack.objects.all().delete()


def _read(track: CaptionTrack) -> tuple[SpokenLine, ...]:
    try:
        text = (settings.MATINEE_FOLDER.media / track.file).read_text(encoding="utf-8")
        return tuple(spoken_lines(read_vtt(text)))
    except (OSError, ValueError, MalformedFileError):
        log.warning("The captions “%s” of %s cannot be searched.", track, track.master)
        return ()


def _rows(first: int, passages: Iterable[str]) -> list[Row]:
    return [(first * IN_A_BLOCK + at, tokens) for at, tokens in enumerate(passages)]


def _words(rows: Collection[Row]) -> set[str]:
    return {token for _, tokens in rows for token in tokens.split()}
