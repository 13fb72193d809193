"""`matinee bake` writes the whole site and says what it did."""

import json
import subprocess
import sys
from pathlib import Path

from matinee.project.site_folder import SiteFolder


def bake(site: SiteFolder, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "matinee", "--site", str(site.root), "bake", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def test_the_command_bakes_and_counts(start, elsewhere: SiteFolder) -> None:
    planted = start("plant_tree(); make_film()")
    assert planted.communicate(timeout=90)[1] == ""
    (elsewhere.public / "films/low-water/index.html").unlink()
    done = bake(elsewhere, "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["written"] == 1
    assert figures["pages"] > 10
    assert figures["complete"]
    assert (elsewhere.public / "films/low-water/index.html").is_file()
    words = bake(elsewhere)
    assert "0 written, 0 removed" in words.stdout


def test_a_page_that_fails_is_named_and_the_command_fails(start, elsewhere: SiteFolder) -> None:
    start("plant_tree(); film = make_film(); FilmPage.objects.update(slug='../out')").communicate(
        timeout=90
    )
    done = bake(elsewhere)
    assert done.returncode == 1
    assert "film:" in done.stderr


def test_without_a_site_it_is_refused(tmp_path: Path) -> None:
    assert bake(SiteFolder(tmp_path)).returncode == 2
