"""Three ways to show the same events, and one way to tell a failure."""

import io
import json

import click
import pytest

from matinee.cli.failure import exit_status_of
from matinee.cli.progress import PlainLines, TerminalBar, renderer
from matinee.media.errors import Cancelled, Refused, ToolFailed
from matinee.media.events import Done, Note, Planned, Progress

EVENTS = [
    Planned(75.0, 1875, ("av1-720", "h264-360"), 2),
    Progress("encode", 0.0),
    Progress("encode", 0.1, 1.5),
    Progress("package", 0.9),
    Note("The film is silent."),
    Progress("verify", 1.0),
    Done("out", 75.0, 1000),
]


def test_programs_get_every_event_on_one_line(capsys):
    listener = renderer(as_json=True)
    for event in EVENTS:
        listener(event)
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["event"] for line in lines] == [event.name for event in EVENTS]
    assert json.loads(lines[2]) == {
        "event": "progress", "stage": "encode", "fraction": 0.1, "speed": 1.5,
    }  # fmt: skip


def test_a_log_gets_a_line_for_each_stage():
    stream = io.StringIO()
    assert isinstance(renderer(as_json=False, stream=stream), PlainLines)
    lines = PlainLines(stream)
    for event in EVENTS:
        lines(event)
    assert stream.getvalue().splitlines() == [
        "1:15 of film, as av1-720, h264-360",
        "  0% encode",
        " 90% package",
        "The film is silent.",
        "100% verify",
    ]


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end():
    stream = io.StringIO()
    bar = TerminalBar(stream)
    for event in EVENTS:
        bar(event)
    text = stream.getvalue()
    assert "100%" in text
    assert "The film is silent.\n" in text
    assert text.endswith("\x1b[K")


def test_time_left_is_told_once_it_can_be_known(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("matinee.cli.progress.time.monotonic", lambda: now[0])
    stream = io.StringIO()
    bar = TerminalBar(stream)
    bar(Progress("encode", 0.01))
    assert "left" not in stream.getvalue()
    now[0] += 30
    bar(Progress("encode", 0.25))
    assert "1:30 left" in stream.getvalue()


def raising(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (Refused("x", "It is not a film.", "Deliver one."), 2, "It is not a film. Deliver one."),
        (Cancelled(), 1, "cancelled"),
        (click.UsageError("No such thing"), 2, "No such thing."),
        (click.Abort(), 130, "Stopped on request."),
        (KeyboardInterrupt(), 130, "Stopped on request."),
        (ValueError("/secret/path"), 1, "no words for"),
    ],
)
def test_every_failure_is_one_sentence_and_a_status(capsys, error, status, words):
    assert exit_status_of(raising(error), as_json=False) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err.splitlines()[-1]
    assert exit_status_of(raising(error), as_json=True) == status
    assert json.loads(capsys.readouterr().out)["event"] == "error"


def test_a_tools_last_words_go_to_the_log(capsys, caplog):
    error = ToolFailed("ffmpeg", 1, ["ffmpeg", "-i", "x"], "Invalid data")
    assert exit_status_of(raising(error), as_json=False) == 1
    assert "Invalid data" in caplog.text
    assert "Invalid data" not in capsys.readouterr().err.splitlines()[-1]


def test_success_is_zero():
    assert exit_status_of(lambda: None, as_json=False) == 0
