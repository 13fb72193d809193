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
    begin = (
        "from matinee.cli.site import set_up_django\n"
        "from matinee.project.site_folder import configured_folder\n"
        "set_up_django(configured_folder())\nfrom tests.catalogue.made_films import *\n"
        # As in tests/conftest.py: on a busy machine a bake may take longer than a site waits.
        "from matinee.publishing import bake; bake.AFTER_COMMIT_S = 60.0\n"
    )

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


@pytest.fixture(scope="session")
def everything_public(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the public folder of a site with something of everything, baked once.

    Its rows are gone again; tests read the files alone.
    """
    from django.db import transaction
    from django.test import override_settings

    from tests.publishing import seen_site

    folder = SiteFolder(tmp_path_factory.mktemp("seen") / "site")
    folder.create()
    told = override_settings(**seen_site.settings_in(folder))
    with django_db_blocker.unblock(), told, transaction.atomic():
        seen_site.make_everything()
        transaction.set_rollback(True)
    return folder.public


@pytest.fixture
def planted(db, site):
    """Return the front page of a site whose changes are baked when a test says so."""
    from tests.catalogue.made_films import plant_tree

    return plant_tree()
