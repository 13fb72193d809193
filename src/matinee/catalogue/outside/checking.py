"""Looks after every link to a film on another site that a published page has."""

import dataclasses
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from matinee.catalogue.models import FilmPage
from matinee.catalogue.models.elsewhere import ElsewhereFilm
from matinee.catalogue.outside.elsewhere import check
from matinee.media.events import Event, Listener

FRESH = timedelta(hours=12)
"""What was asked this recently is not asked again, so an interrupted check goes on where it was."""
OLDEST_AFTER = timedelta(hours=24)
PAUSE_S = 1.0
"""Between two requests to one host."""


@dataclasses.dataclass(frozen=True)
class LinkChecked(Event):
    """One address was looked after."""

    name: ClassVar[str] = "link"
    url: str
    films: tuple[str, ...]
    """The titles of the pages that use it."""
    state: str
    """ "here", "gone", "silent" (told only after three days), or "wrong" for the address itself."""
    trouble: str
    asked: bool
    """False where the last answer is recent enough."""
    number: int
    count: int


def check_links(listener: Listener, *, everything: bool = False) -> int:
    """Check every address in use, the longest unchecked first; return how many have trouble.

    Addresses asked in the last 12 hours are told from memory, unless `everything`. Each answer
    is kept at once, so the work can be stopped at any moment and taken up later.
    """
    used = links_in_use()
    before = Manners().wait
    fresh_after = timezone.now() - FRESH
    troubles = 0
    for number, (url, told) in enumerate(_oldest_first(used), 1):
        asked = everything or told is None or not _since(told, fresh_after)
        film = check(url, before) if asked or told is None else told
        state = _state(film)
        troubles += bool(film.trouble)
        listener(LinkChecked(url, used[url], state, film.trouble, asked, number, len(used)))
    return troubles


def check_oldest() -> ElsewhereFilm | None:
    """Check the one address in use that was not checked for longest; None when all are recent."""
    for url, told in _oldest_first(links_in_use()):
        if told is not None and _since(told, timezone.now() - OLDEST_AFTER):
            return None
        return check(url)
    return None


def links_in_use() -> dict[str, tuple[str, ...]]:
    """Return the addresses that published pages play from other sites, with the pages' titles."""
    found: dict[str, dict[str, None]] = {}
    elsewhere = FilmPage.objects.live().filter(shown=FilmPage.Shown.ELSEWHERE)
    for title, url in elsewhere.order_by("pk").values_list("title", "elsewhere_url"):
        found.setdefault(url, {})[title] = None
    for model in apps.get_models():
        if issubclass(model, Page):
            for title, url in _embeds(model):
                found.setdefault(url, {})[title] = None
    return {url: tuple(titles) for url, titles in found.items() if url}


class Manners:
    """Waits so long that no host gets two requests within a second."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._asked_at: dict[str, float] = {}

    def wait(self, url: str) -> None:
        """Wait until the host of this address may be asked again."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        wait_s = self._asked_at.get(host, self._clock() - PAUSE_S) + PAUSE_S - self._clock()
        if wait_s > 0:
            self._sleep(wait_s)
        self._asked_at[host] = self._clock()


def _embeds(model: type[Page]) -> Iterator[tuple[str, str]]:
    """Find the embed blocks in the bodies of one kind of page, read from the rows that have any."""
    for field in model._meta.local_fields:
        if not isinstance(field, StreamField):
            continue
        rows = (
            model.objects.live()
            .annotate(as_text=Cast(field.name, TextField()))
            .filter(as_text__contains='"embed"')
            .order_by("pk")
        )
        for page in rows.only("title", field.name).iterator(200):
            for url in _urls(list(getattr(page, field.name).raw_data)):
                yield page.title, url


def _urls(raw: Any) -> Iterator[str]:
    if isinstance(raw, list):
        for part in raw:
            yield from _urls(part)
    elif isinstance(raw, dict):
        value = raw.get("value")
        if raw.get("type") == "embed" and isinstance(value, dict):
            yield str(value.get("url") or "")
        else:
            yield from _urls(list(raw.values()))


def _oldest_first(used: dict[str, Any]) -> list[tuple[str, ElsewhereFilm | None]]:
    """Pair each address with what is known of it; never checked ones come first."""
    told = {
        film.url: film for film in ElsewhereFilm.objects.all().iterator(500) if film.url in used
    }
    known = [(url, told.get(url)) for url in used]
    return sorted(known, key=lambda pair: (pair[1].checked_at if pair[1] else None) or _never())


def _never() -> datetime:
    return datetime.min.replace(tzinfo=timezone.get_default_timezone())


def _since(film: ElsewhereFilm, moment: datetime) -> bool:
    return film.checked_at is not None and film.checked_at > moment


def _state(film: ElsewhereFilm) -> str:
    if film.gone_since:
        return "gone"
    if film.silent_checks:
        return "silent"
    return "wrong" if film.trouble else "here"
