"""What the pipeline tells while it works: terminal bar, log line and job row render these."""

import dataclasses
from collections.abc import Callable
from typing import Any, ClassVar


@dataclasses.dataclass(frozen=True)
class Event:
    """One fact about running work; `name` is its word in `--json` lines."""

    name: ClassVar[str] = "event"

    def as_json(self) -> dict[str, Any]:
        """Return the event as one JSON object, its name under "event"."""
        return {"event": self.name, **dataclasses.asdict(self)}


@dataclasses.dataclass(frozen=True)
class Planned(Event):
    """The master was accepted and this is what will be made of it."""

    name: ClassVar[str] = "planned"
    duration_s: float
    frame_count: int
    rungs: tuple[str, ...]
    chunk_count: int


@dataclasses.dataclass(frozen=True)
class Progress(Event):
    """How far the whole work is: `fraction` in 0…1, never falling."""

    name: ClassVar[str] = "progress"
    stage: str
    fraction: float
    speed: float = 0.0
    """Seconds of film per second of work; 0 where unknown."""


@dataclasses.dataclass(frozen=True)
class Note(Event):
    """Something worth a line that is not a failure."""

    name: ClassVar[str] = "note"
    message: str


@dataclasses.dataclass(frozen=True)
class Done(Event):
    """The film's folder is complete and verified."""

    name: ClassVar[str] = "done"
    folder: str
    duration_s: float
    size_bytes: int


Listener = Callable[[Event], None]


def silent(event: Event) -> None:
    """Tell nobody: the listener of work that nobody watches."""


def never() -> bool:
    """Say that the work goes on: the answer of those who never cancel."""
    return False


@dataclasses.dataclass(frozen=True)
class Watch:
    """Whoever follows the work: hears its events, and is asked whether it should stop."""

    listener: Listener = silent
    cancelled: Callable[[], bool] = never
