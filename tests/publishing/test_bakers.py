"""Bakers in several processes, and one that is killed, leave the newest pages."""

import signal
from collections.abc import Callable
from subprocess import Popen

import pytest

from matinee.project.site_folder import SiteFolder

LEFT = "from matinee.publishing.models import *; print(PendingBake.objects.count())"
Start = Callable[[str], "Popen[str]"]


def run(start: Start, code: str) -> str:
    process = start(code)
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    return out


def page(site: SiteFolder, address: str = "films/low-water") -> str:
    return (site.public / address / "index.html").read_text()


@pytest.fixture
def film(start: Start) -> None:
    run(start, "plant_tree(); make_film()")


@pytest.mark.usefixtures("film")
def test_a_kill_between_change_and_bake_is_healed_by_the_sweep(
    start: Start, elsewhere: SiteFolder
) -> None:
    killed = start(
        "import os, signal\n"
        "from matinee.publishing import bake\n"
        "bake.bake_pending = lambda **how: os.kill(os.getpid(), signal.SIGKILL)\n"
        "film = FilmPage.objects.get(); film.title = 'High Water'; film.save()"
    )
    killed.communicate(timeout=90)
    assert killed.returncode == -signal.SIGKILL
    assert "Low Water" in page(elsewhere)
    run(start, "from matinee.publishing.bake import bake_pending; bake_pending()")
    assert "High Water" in page(elsewhere)
    assert "Low Water" not in page(elsewhere, ".")


@pytest.mark.usefixtures("film")
def test_a_kill_while_writing_is_healed_and_leaves_no_unknown_file(
    start: Start, elsewhere: SiteFolder
) -> None:
    killed = start(
        "import os, signal\n"
        "from matinee.publishing import files\n"
        "files.write = lambda *what: os.kill(os.getpid(), signal.SIGKILL)\n"
        "film = FilmPage.objects.get(); film.slug = 'ebb'; film.save()"
    )
    killed.communicate(timeout=90)
    assert killed.returncode == -signal.SIGKILL
    run(start, "from matinee.publishing.bake import bake_pending; bake_pending()")
    assert "Low Water" in page(elsewhere, "films/ebb")
    assert not (elsewhere.public / "films/low-water").exists()


@pytest.mark.usefixtures("film")
def test_a_slow_baker_does_not_write_over_a_newer_page(start: Start, elsewhere: SiteFolder) -> None:
    slow = start(
        "import sys\n"
        "from matinee.publishing import bake\n"
        "files_of = bake.files_of\n"
        "def wait(keys):\n"
        "    pages = files_of(keys)\n"
        "    if keys[0].startswith('film:'):\n"
        "        print('has read', flush=True); sys.stdin.readline()\n"
        "    return pages\n"
        "bake.files_of = wait\n"
        "film = FilmPage.objects.get(); film.title = 'Stale'; film.save()"
    )
    assert slow.stdout is not None
    assert slow.stdout.readline() == "has read\n"
    quick = start("film = FilmPage.objects.get(); film.title = 'Newest'; film.save()")
    while "Newest" not in run(start, "print(FilmPage.objects.get().title)"):
        pass
    # Once for the stale pages, once more for the mark that came meanwhile.
    slow.communicate("\n\n\n\n", timeout=90)
    quick.communicate(timeout=90)
    assert (slow.returncode, quick.returncode) == (0, 0)
    assert "Newest" in page(elsewhere)
    assert run(start, LEFT) == "0\n"


@pytest.mark.usefixtures("film")
def test_many_bakers_at_once_end_with_what_the_database_says(
    start: Start, elsewhere: SiteFolder
) -> None:
    code = (
        "for number in range(12):\n"
        "    film = FilmPage.objects.get()\n"
        "    film.title = f'Take {{number}} of {who}'\n"
        "    film.save()\n"
    )
    takes = [start(code.format(who=who)) for who in ("A", "B", "C")]
    for process in takes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    title = run(start, "print(FilmPage.objects.get().title)").strip()
    assert title in page(elsewhere)
    assert title in page(elsewhere, ".")
    assert run(start, LEFT) == "0\n"
    left = (elsewhere.public / "films/low-water").iterdir()
    assert [file.name for file in left] == ["index.html"]
