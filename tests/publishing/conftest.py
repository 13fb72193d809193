"""A site with its first pages, and real site folders for other processes."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from matinee.project.site_folder import FOLDER_ENV, SiteFolder

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def home(transactional_db, site):
    # Models can be imported only once Django is set up, later than this file is read.
    from tests.catalogue.made_films import plant_tree

    return plant_tree()


@pytest.fixture
def elsewhere(transactional_db, tmp_path: Path) -> SiteFolder:
    """Return a site of its own, its database a copy of the tests' empty one."""
    from django.db import connection

    folder = SiteFolder(tmp_path / "elsewhere")
    folder.create()
    folder.settings_file.write_text("")
    source = sqlite3.connect(connection.settings_dict["NAME"])
    target = sqlite3.connect(folder.database_file)
    source.backup(target)
    source.close()
    target.close()
    return folder


@pytest.fixture
def start(elsewhere: SiteFolder) -> Callable[[str], subprocess.Popen[str]]:
    """Return how to start a process in that site; it runs the code given as its text."""
    begin = "import django; django.setup()\nfrom tests.catalogue.made_films import *\n"

    def start(code: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", begin + code],
            cwd=REPOSITORY,
            env={
                FOLDER_ENV: str(elsewhere.root),
                "DJANGO_SETTINGS_MODULE": "matinee.project.settings",
                "PYTHONPATH": str(REPOSITORY),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start
