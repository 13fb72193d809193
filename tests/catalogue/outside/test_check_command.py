"""What `matinee check links` prints, and how it ends."""

import json

import pytest

from matinee.catalogue.outside import checking
from tests.catalogue.made_films import make_film
from tests.catalogue.outside.hosts import reply


@pytest.fixture
def command(home, hosts, monkeypatch, capsys):
    """Return `matinee` as a function of its words, working in the tests' own site."""
    from matinee.catalogue.models import FilmPage
    from matinee.cli import check, main

    monkeypatch.setattr(check, "open_site", lambda named: None)
    monkeypatch.setattr(checking, "PAUSE_S", 0.0)
    for title in ("Ebb", "Flow"):
        film = make_film(title)
        url = f"https://films.example/{title.lower()}.mp4"
        FilmPage.objects.filter(pk=film.pk).update(shown="elsewhere", elsewhere_url=url)
    hosts.answers("films.example", "/flow.mp4", reply(b"film", kind="video/mp4"))

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(words)
        out, err = capsys.readouterr()
        return end.value.code, out, err

    return run


def test_what_vanished_is_one_line(command, hosts) -> None:
    assert command("check", "links") == (
        1,
        "Ebb — https://films.example/ebb.mp4 — The film is no longer on films.example.\n",
        "1 link has trouble.\n",
    )
    hosts.answers("films.example", "/ebb.mp4", reply(b"film", kind="video/mp4"))
    assert command("check", "links")[0] == 1
    assert command("check", "links", "--all") == (0, "", "All films on other sites are there.\n")


def test_programs_get_every_link(command) -> None:
    status, out, err = command("check", "links", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (1, "")
    assert [(line["films"], line["state"], line["asked"]) for line in lines] == [
        (["Ebb"], "gone", True),
        (["Flow"], "here", True),
    ]


def test_it_can_be_interrupted(command, monkeypatch) -> None:
    def interrupt(*_) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking.Manners, "wait", interrupt)
    status, out, err = command("check", "links")
    assert (status, out, err.strip()) == (130, "", "Stopped on request.")


@pytest.mark.parametrize("words", [("check", "lynx"), ("check", "links", "--bogus")])
def test_wrong_words_are_refused(command, words) -> None:
    status, out, _ = command(*words, "--json")
    assert (status, json.loads(out)["code"]) == (2, "usage")
