"""Render the marked pages and write them where the public reads them."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, transaction

from matinee.catalogue.listing import relist_all
from matinee.publishing import files, house
from matinee.publishing.lock import baker_lock
from matinee.publishing.marks import CARDS, CONVERSATION, EVERYTHING, SAID, id_of, kind_of, note
from matinee.publishing.models import BakedFile, PendingBake
from matinee.publishing.pages import KINDS, every_key, files_of
from matinee.publishing.reach import leaves_with, programmes_with
from matinee.publishing.said_reach import conversation_pages, said_reach

BATCH = 200
SPREAD = 500
"""Marks that are spread to pages at once: an import leaves more than one query can name."""
AFTER_COMMIT_S = 8.0
"""How long a change waits for its pages; what is left then the worker's sweep bakes."""

logger = logging.getLogger("matinee.publishing")

Marks = Mapping[str, str]
"""Stamp by key."""


@dataclass
class BakeReport:
    """What a bake did, in files: pages and what stands beside them."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    failed: set[str] = field(default_factory=set)
    duration_s: float = 0.0
    complete: bool = False
    """No mark was left that could be baked."""


Listener = Callable[[BakeReport, int], None]
"""Told the report so far and how many marks are left."""

_REACHES: dict[str, Callable[[list[int]], set[str]]] = {
    CARDS: lambda films: leaves_with(films) | programmes_with(films),
    SAID: said_reach,
    CONVERSATION: conversation_pages,
}
"""Marks that stand for whichever pages show something when the baker comes."""


def bake_pending(
    *, wait_s: float = 30.0, budget_s: float = float("inf"), listener: Listener | None = None
) -> BakeReport:
    """Bake whatever is marked, the whole site when what all pages share has changed.

    Safe to run at any time from any process: one baker works at a time, and a mark made
    meanwhile stays for the next round. A page that cannot be rendered keeps its mark and
    its old file, is logged, and does not hold up the others.
    """
    began = time.monotonic()
    report = BakeReport()
    with baker_lock(wait_s) as held:
        if held:
            _notice_house()
            _drain(report, began + budget_s, listener)
    report.duration_s = time.monotonic() - began
    return report


def bake_all(listener: Listener | None = None) -> BakeReport:
    """Bake every page, and remove files of ours whose page is gone."""
    note([EVERYTHING])
    return bake_pending(wait_s=600.0, listener=listener)


def has_marks() -> bool:
    """Say whether anything is marked."""
    return PendingBake.objects.exists()


def bake_after_commit() -> None:
    """Bake what a change marked, as soon as it is committed."""
    try:
        if has_marks():
            bake_pending(wait_s=AFTER_COMMIT_S, budget_s=AFTER_COMMIT_S)
    except DatabaseError:
        # The change itself is kept; the worker's sweep bakes what it marked.
        logger.exception("The database did not answer; the pages are baked later.")


def _notice_house() -> None:
    digest = house.house_digest()
    if house.is_baked(digest):
        return
    if folder := house.front_end_folder():
        files.copy_assets(Path(folder))
    with transaction.atomic():
        note([EVERYTHING])
        house.remember(digest)


def _drain(report: BakeReport, deadline: float, listener: Listener | None) -> None:
    while marks := _marks(report.failed):
        left = len(marks)
        for batch in _batches(marks):
            if time.monotonic() > deadline:
                return
            _bake(batch, report)
            left -= len(batch)
            if listener:
                listener(report, left)
    report.complete = True


def _marks(failed: set[str]) -> dict[str, str]:
    """Return the marks to bake. Read before the data they speak of, so never newer than it."""
    marks = dict(PendingBake.objects.values_list("key", "stamp"))
    if EVERYTHING in marks:
        with transaction.atomic():
            relist_all()
            note(_all_keys())
            PendingBake.objects.filter(key=EVERYTHING, stamp=marks[EVERYTHING]).delete()
        return _marks(failed)
    for kind, reach in _REACHES.items():
        of_kind = [(key, stamp) for key, stamp in marks.items() if kind_of(key) == kind]
        for at in range(0, len(of_kind), SPREAD):
            block = of_kind[at : at + SPREAD]
            with transaction.atomic():
                note(reach([int(id_of(key)) for key, _ in block]))
                PendingBake.objects.filter(stamp__in=[stamp for _, stamp in block]).delete()
        if of_kind:
            return _marks(failed)
    return {key: stamp for key, stamp in marks.items() if key not in failed}


def _all_keys() -> set[str]:
    """Return the key of every page there is, and of every file of ours."""
    return every_key() | set(BakedFile.objects.values_list("key", flat=True))


def _batches(marks: Marks) -> Iterator[dict[str, str]]:
    """Yield the marks in batches of one kind, pages of films before the lists of them."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key in marks:
        by_kind[kind_of(key)].append(key)
    for kind in sorted(by_kind, key=_place):
        keys = by_kind[kind]
        for at in range(0, len(keys), BATCH):
            yield {key: marks[key] for key in keys[at : at + BATCH]}


def _place(kind: str) -> int:
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _bake(marks: Marks, report: BakeReport) -> None:
    """Bake one batch; where it fails, page by page, to leave out only what cannot be baked."""
    try:
        _bake_batch(marks, report)
    except DatabaseError:
        # No page's fault: the others would fail alike. All marks stay for the next round.
        raise
    except Exception:
        if len(marks) > 1:
            for key, stamp in marks.items():
                _bake({key: stamp}, report)
            return
        # The runner of this work: it must survive any one page, and say so.
        logger.exception("Could not bake %s; its old file stays.", *marks)
        report.failed.update(marks)


def _bake_batch(marks: Marks, report: BakeReport) -> None:
    wanted = {
        key: {files.file_of(file.address): file.content for file in made}
        for key, made in files_of(list(marks)).items()
    }
    _claim(wanted)
    report.pages += sum(len(pages) for pages in wanted.values())
    report.written += sum(
        files.write(file, html) for pages in wanted.values() for file, html in pages.items()
    )
    report.removed += _remove_stale(wanted)
    # A mark with another stamp is newer than the data read here: it stays.
    PendingBake.objects.filter(stamp__in=list(marks.values())).delete()


def _claim(wanted: Mapping[str, Mapping[str, bytes]]) -> None:
    """Record whose the files are, before they are written."""
    known = set(BakedFile.objects.filter(key__in=list(wanted)).values_list("file", "key"))
    rows = {(file, key) for key, pages in wanted.items() for file in pages} - known
    BakedFile.objects.bulk_create(
        [BakedFile(file=file, key=key) for file, key in sorted(rows)],
        update_conflicts=True,
        update_fields=["key"],
        unique_fields=["file"],
    )


def _remove_stale(wanted: Mapping[str, Mapping[str, bytes]]) -> int:
    """Remove the files that were ours for these keys and that no page of theirs has now."""
    rows = BakedFile.objects.filter(key__in=list(wanted))
    stale = [row for row in rows if row.file not in wanted[row.key]]
    removed = sum(files.remove(row.file) for row in stale)
    BakedFile.objects.filter(pk__in=[row.pk for row in stale]).delete()
    return removed
