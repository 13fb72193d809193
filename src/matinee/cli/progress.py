"""Shows running work: a bar on a terminal, plain lines elsewhere, JSON lines for programs."""

import json
import sys
import time
from typing import TextIO

import click

from matinee.media.events import Event, Listener, Note, Planned, Progress

BAR_WIDTH = 28
LINE_EVERY_S = 5.0
REDRAW_EVERY_S = 0.1


def renderer(*, as_json: bool, stream: TextIO | None = None) -> Listener:
    """Return the listener that fits where the output goes.

    JSON events go to stdout, one object a line. For people the words go to
    stderr: a bar that is redrawn on a terminal, else a line every few seconds.
    """
    if as_json:
        return _print_json
    stream = stream or sys.stderr
    return TerminalBar(stream) if stream.isatty() else PlainLines(stream)


def _print_json(event: Event) -> None:
    click.echo(json.dumps(event.as_json(), ensure_ascii=False))


class PlainLines:
    """One line when a stage begins, then one every few seconds."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.stage = ""
        self.shown_at = 0.0

    def __call__(self, event: Event) -> None:
        """Render one event."""
        if not isinstance(event, Progress):
            if words := _words(event):
                click.echo(words, file=self.stream)
            return
        now = time.monotonic()
        if event.stage == self.stage and now - self.shown_at < LINE_EVERY_S:
            return
        self.stage, self.shown_at = event.stage, now
        click.echo(f"{event.fraction:4.0%} {_stage(event)}", file=self.stream)


class TerminalBar:
    """A bar on one line that redraws itself; other events are written above it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.drawn = False
        self.began_at = time.monotonic()
        self.shown_at = 0.0

    def __call__(self, event: Event) -> None:
        """Render one event."""
        if isinstance(event, Progress):
            self._draw(event)
            return
        words = _words(event)
        if words or event.name == "done":
            self._clear()
        if words:
            click.echo(words, file=self.stream)

    def _draw(self, event: Progress) -> None:
        now = time.monotonic()
        if now - self.shown_at < REDRAW_EVERY_S and event.fraction < 1:
            return
        self.shown_at = now
        full = round(BAR_WIDTH * event.fraction)
        bar = "━" * full + "╌" * (BAR_WIDTH - full)
        left = _time_left(now - self.began_at, event.fraction)
        self.stream.write(f"\r\x1b[K{bar} {event.fraction:4.0%}  {_stage(event)}{left}")
        self.stream.flush()
        self.drawn = True

    def _clear(self) -> None:
        if self.drawn:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.drawn = False


def _words(event: Event) -> str:
    if isinstance(event, Planned):
        seconds = round(event.duration_s)
        return f"{seconds // 60}:{seconds % 60:02} of film, as {', '.join(event.rungs)}"
    if isinstance(event, Note):
        return event.message
    return ""


def _stage(event: Progress) -> str:
    return f"{event.stage}, {event.speed:.1f}×" if event.speed else event.stage


def _time_left(spent_s: float, fraction: float) -> str:
    if fraction < 0.05 or spent_s < 2:
        return ""
    left_s = round(spent_s / fraction - spent_s)
    return f", {left_s // 60}:{left_s % 60:02} left" if left_s else ""
