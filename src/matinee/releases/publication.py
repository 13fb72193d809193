"""Writes down what was made from a master, and tells the other rooms."""

import dataclasses

from django.db import transaction

from matinee.media.film import AudioTrack, Film, VideoTrack
from matinee.releases import claims
from matinee.releases.finishing.queue import queue_missing
from matinee.releases.models import AudioRendition, Master, Release, Still, VideoRendition
from matinee.releases.signals import released


class LeaseLost(Exception):
    """Another worker holds the job now; nothing of this one's work may be published."""


def publish(claim: claims.Claim, master: Master, film: Film) -> Release:
    """Write the rows of a finished film, end its job and send `released`, all or nothing.

    What its viewers get besides is queued with it: they can watch at once.

    Raises LeaseLost when the job has passed to another worker.
    """
    with transaction.atomic():
        release = _write_rows(master, film)
        if not claims.finish(claim, release):
            raise LeaseLost
        released.send(sender=Release, release=release)
        queue_missing(release)
    return release


def publish_sounds(release: Release, film: Film) -> None:
    """Write the rows of a film whose sounds have become more; its page is made anew."""
    for sound in film.audio:
        _upsert(AudioRendition, release, sound)
    release.audio.exclude(name__in=[sound.name for sound in film.audio]).delete()
    release.film = film.as_json()
    release.save(update_fields=["film"])


def _write_rows(master: Master, film: Film) -> Release:
    release, _ = Release.objects.update_or_create(
        key=film.key,
        defaults={
            "master": master,
            "film": film.as_json(),
            "duration_s": film.duration_s,
            "width": film.width,
            "height": film.height,
            "frame_rate": film.frame_rate,
        },
    )
    for track in film.video:
        _upsert(VideoRendition, release, track)
    for sound in film.audio:
        _upsert(AudioRendition, release, sound)
    for rank, poster in enumerate(film.posters):
        facts = {
            "file": poster.file,
            "width": poster.width,
            "height": poster.height,
            "time_s": poster.time_s,
        }
        Still.objects.update_or_create(release=release, rank=rank, defaults=facts)
    return release


def _upsert(
    model: type[VideoRendition | AudioRendition], release: Release, track: VideoTrack | AudioTrack
) -> None:
    """Write one rendition; the row of a film told again stays, others may point at it."""
    facts = dataclasses.asdict(track)
    model.objects.update_or_create(release=release, name=facts.pop("name"), defaults=facts)
