"""The shots in their order: what each shows, how long it holds, its chapter."""

from collections.abc import Callable
from dataclasses import dataclass

from matinee.cli.demo import dawn, marsh, night, post, rain, words
from matinee.cli.demo.light import Gate, Paint

FRAME_RATE = 24


@dataclass(frozen=True)
class Shot:
    """One shot; `build` prepares everything that does not move and returns its painter.

    The painter is a pure function of the seconds since the shot's first frame.
    """

    key: str
    chapter: str
    frames: int
    build: Callable[[Gate], Paint]


@dataclass(frozen=True)
class Placed:
    """A shot and the film's frame it begins at."""

    shot: Shot
    start: int

    @property
    def start_s(self) -> float:
        """Return where the shot begins, in seconds."""
        return self.start / FRAME_RATE


SHOTS = (
    Shot("title", words.TITLE, 128, night.open_water),
    Shot("harbour", "The harbour", 120, night.harbour),
    Shot("post", "The post", 144, post.post),
    Shot("window", "Bad weather", 144, rain.window),
    Shot("stars", "Nine metres", 126, night.stars),
    Shot("mist", "Slack water", 126, dawn.mist),
    Shot("marsh", "A small circle", 102, marsh.marsh),
    Shot("first-light", "Most mornings", 156, dawn.first_light),
    Shot("end", "Credits", 100, night.end_card),
)


def placed(shots: tuple[Shot, ...] = SHOTS) -> tuple[Placed, ...]:
    """Return every shot with its first frame in the film."""
    starts = [sum(shot.frames for shot in shots[:index]) for index in range(len(shots))]
    return tuple(Placed(shot, start) for shot, start in zip(shots, starts, strict=True))


def duration_s(shots: tuple[Shot, ...] = SHOTS) -> float:
    """Return the length of the film in seconds."""
    return sum(shot.frames for shot in shots) / FRAME_RATE
