"""Notices when there is news of a film, and queues it once for everyone who waits.

What the waiting know is kept beside the film from the first of them on (Watched). A change of
the page is only noted; a worker compares it some minutes later, so that a date corrected at once
is told once, and two screenings entered together are one mail.
"""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as format_date

from matinee.catalogue.gather.films import cards_by_id, public_films
from matinee.catalogue.models import FilmPage, Screening
from matinee.correspondence.addresses import whole
from matinee.correspondence.letters import one_line
from matinee.correspondence.models import Mail, News, Subscription, Watched
from matinee.correspondence.posting import sends_mail

SETTLES_AFTER = timedelta(minutes=10)
"""How long a page must have been left alone before its changes are told."""
BATCH = 500
_TELLING = {"live", "release", "shown", "status", "elsewhere_url"}

log = logging.getLogger("matinee.correspondence")


def watch(film: FilmPage) -> None:
    """Remember what can be known of a film now; only what changes from here on is news."""
    if not Watched.objects.filter(film=film).exists():
        Watched.objects.get_or_create(
            film=film,
            defaults={
                "released": _is_out(film),
                "screenings": sorted(map(_key_of, Screening.objects.filter(film=film))),
            },
        )


def note_change(instance: FilmPage, **news: Any) -> None:
    """Note that a page changed for the public; saving a draft touches none of these fields."""
    changed = news.get("update_fields")
    if changed is None or not _TELLING.isdisjoint(changed):
        Watched.objects.filter(film=instance.pk).update(changed_at=timezone.now())


def tell_news(now: datetime | None = None) -> int:
    """Queue the news of every film that changed and was then left alone; return how many."""
    if not sends_mail():
        return 0
    moment = now or timezone.now()
    settled = Watched.objects.filter(changed_at__lte=moment - SETTLES_AFTER)
    return sum(map(_tell_film, settled))


def tell_note(film: FilmPage, nonce: str, subject: str, text: str, author: str) -> int:
    """Queue an editor's own words for everyone who waits; return to how many they go.

    The nonce is the form's: sent twice it is one note.
    """
    title = printed_title(film)
    words = "\n".join(text.strip().splitlines())
    body = f"{words}\n\n{title}: {whole(film.address)}\n"
    with transaction.atomic():
        return _queue(film, f"note-{nonce}"[:60], subject, body, author)


def printed_titles(films: Iterable[FilmPage]) -> dict[int, str]:
    """Return the titles as the site prints them, by id, of the films that are public."""
    return {pk: card.title for pk, card in cards_by_id(film.pk for film in films).items()}


def printed_title(film: FilmPage) -> str:
    """Return the title as the site prints it; the plain one of a film that is not public."""
    return printed_titles([film]).get(film.pk, film.title)


def waiting_for(film: FilmPage) -> int:
    """Return how many confirmed that they want news of a film."""
    return Subscription.objects.filter(film=film, confirmed_at__isnull=False).count()


def _tell_film(watched: Watched) -> int:
    with transaction.atomic():
        # Whoever takes the mark away tells the news; a change made meanwhile is a new mark.
        marked = Watched.objects.filter(pk=watched.pk, changed_at=watched.changed_at)
        if not marked.update(changed_at=None):
            return 0
        film = public_films().filter(pk=watched.film_id).first()
        if film is None or not film.offers_news:
            return 0
        title = printed_title(film)
        told = _tell_screenings(film, watched, title) + _tell_release(film, watched, title)
        watched.save(update_fields=["released", "screenings"])
        return told


def _tell_release(film: FilmPage, watched: Watched, title: str) -> int:
    if watched.released or not _is_out(film):
        return 0
    watched.released = True
    text = f"{title} is here. You can watch it now:\n\n{whole(film.address)}\n"
    return bool(_queue(film, "released", f"{title} is here", text))


def _tell_screenings(film: FilmPage, watched: Watched, title: str) -> int:
    known = set(watched.screenings)
    fresh = [each for each in Screening.objects.filter(film=film) if _key_of(each) not in known]
    coming = [each for each in fresh if each.on >= timezone.localdate()]
    watched.screenings = sorted(known | set(map(_key_of, fresh)))
    if not coming:
        return 0
    several = len(coming) > 1
    lines = "\n\n".join(map(_shown, coming))
    text = f"{title} is going to be shown:\n\n{lines}\n\nAbout the film: {whole(film.address)}\n"
    subject = f"{title}: {'new screenings' if several else _headline(coming[0])}"
    return bool(_queue(film, _key_for(map(_key_of, coming)), subject, text))


def _queue(film: FilmPage, key: str, subject: str, text: str, author: str = "") -> int:
    """Write the news and a mail for everyone who waits, in the running transaction.

    Returns to how many; news of a key that was told before goes to nobody.
    """
    now = timezone.now()
    words = {"subject": one_line(subject)[:200], "text": text, "author": author, "made_at": now}
    news, made = News.objects.get_or_create(film=film, key=key, defaults=words)
    if not made:
        return 0
    people = Subscription.objects.filter(film=film, confirmed_at__isnull=False)
    mails = [
        Mail(news=news, subscription_id=pk, next_try_at=now)
        for pk in people.values_list("pk", flat=True)
    ]
    Mail.objects.bulk_create(mails, batch_size=BATCH)
    log.info("News of %s goes to %d", film.title, len(mails))
    return len(mails)


def _is_out(film: FilmPage) -> bool:
    """Say whether a film can be watched: released, public, and made or shown elsewhere."""
    playable = film.release_id is not None or film.shown == FilmPage.Shown.ELSEWHERE
    return film.live and film.status == FilmPage.Status.RELEASED and playable


def _key_of(screening: Screening) -> str:
    """Return what makes a screening another one: its day and its place, not its hour or note."""
    return f"{screening.on}|{screening.venue.strip().casefold()}|{screening.town.casefold()}"


def _key_for(screenings: Iterable[str]) -> str:
    digest = hashlib.sha256("\n".join(sorted(screenings)).encode()).hexdigest()
    return f"screenings-{digest[:32]}"


def _headline(screening: Screening) -> str:
    return f"{format_date(screening.on, 'j F')}, {screening.town or screening.venue}"


def _shown(screening: Screening) -> str:
    when = format_date(screening.on, "l j F Y")
    if screening.at:
        when += f", {screening.at:%H:%M}"
    where = ", ".join(filter(None, (screening.venue, screening.town)))
    lines = (when, where, screening.occasion, screening.note, screening.href)
    return "\n".join(line for line in lines if line)
