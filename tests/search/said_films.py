"""Films in which somebody speaks, made as finishing and the studio make them."""

from pathlib import Path

from django.conf import settings

from matinee.catalogue.models import FilmPage
from matinee.media.captions.cues import Cue, cue_text, write_vtt
from matinee.releases.models import CaptionTrack, Master
from matinee.search.index import catch_up
from tests.catalogue.made_films import make_film, make_release


def speaking_film(title: str, language: str, *lines: str, number: int = 1) -> FilmPage:
    """Publish a film whose captions are these lines, three seconds each."""
    film = make_film(title, credits_text="Director: Ines Calder")
    release = make_release(number)
    film.master, film.release = release.master, release
    film.save()
    say(release.master, language, *lines)
    return film


def say(master: Master, language: str, *lines: str, gap_s: float = 0.1, **facts) -> CaptionTrack:
    """Let the captions of a master be these lines."""
    cues = [
        Cue(at * (3 + gap_s), at * (3 + gap_s) + 3, cue_text(line)) for at, line in enumerate(lines)
    ]
    text = write_vtt(cues)
    file = f"captions/{abs(hash(text)):x}.vtt"
    path: Path = settings.MATINEE_FOLDER.media / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    wanted = {"file": file, "label": language, "automatic": True, **facts}
    return CaptionTrack.objects.update_or_create(master=master, language=language, defaults=wanted)[
        0
    ]


def indexed() -> int:
    """Let the worker index all that waits, and return how many marks it dealt with."""
    total = 0
    while done := catch_up():
        total += done
    return total
