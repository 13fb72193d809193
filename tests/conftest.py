"""What every test stands on: a site folder of its own, made before Django reads its settings."""

import dataclasses
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from matinee.cli.site import set_up_django
from matinee.project.site_folder import FOLDER_ENV, SiteFolder
from matinee.project.site_settings import SiteSettings, env_name
from tests.made_once import made_once

SITE = SiteFolder(Path(tempfile.mkdtemp(prefix="matinee-tests-")))


def pytest_configure() -> None:
    """Point Django at the tests' own site, whatever the developer's shell has set."""
    for field in dataclasses.fields(SiteSettings):
        os.environ.pop(env_name(field), None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "matinee.project.settings"
    SITE.create()
    # pytest-django sets Django up only for settings it knew before this file was read.
    set_up_django(SITE)
    from django.conf import settings

    from matinee.publishing import bake

    # A password that takes half a second to judge is right for a site, not for its tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    # A busy machine may take longer; what is left then would be the worker's, and there is none.
    bake.AFTER_COMMIT_S = 60.0


def pytest_collection_finish() -> None:
    """Look for no garbage among thousands of tests that stay to the end."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """Take the site away again."""
    shutil.rmtree(SITE.root, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the test database in a file: in memory it would lock otherwise than a real site's."""
    from django.conf import settings

    file = SITE.root / "test.sqlite3"
    shutil.copyfile(made_once(tmp_path_factory, "migrated.sqlite3", migrate), file)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Take the database that was migrated for all processes; it is a copy, and goes with SITE."""
    return True


def migrate(file: Path) -> None:
    """Make a database with everybody's tables, as a site has before its first pages."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env={**os.environ, FOLDER_ENV: folder}, check=True)
        shutil.copyfile(SiteFolder(Path(folder)).database_file, file)


@pytest.fixture
def site(tmp_path: Path, settings) -> Iterator[SiteFolder]:
    """Point the settings at an empty site folder for one test."""
    folder = SiteFolder(tmp_path / "site")
    folder.create()
    settings.MATINEE_FOLDER = folder
    settings.MEDIA_ROOT = str(folder.media)
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder.originals), "base_url": None},
        },
    }
    return folder
