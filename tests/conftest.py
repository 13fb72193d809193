"""What every test stands on: a site folder of its own, made before Django reads its settings."""

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

from matinee.project.site_folder import FOLDER_ENV, SiteFolder
from matinee.project.site_settings import SiteSettings, env_name

SITE = SiteFolder(Path(tempfile.mkdtemp(prefix="matinee-tests-")))


def pytest_configure() -> None:
    """Point Django at the tests' own site, whatever the developer's shell has set."""
    for field in dataclasses.fields(SiteSettings):
        os.environ.pop(env_name(field), None)
    os.environ[FOLDER_ENV] = str(SITE.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "matinee.project.settings"
    SITE.create()
    # pytest-django sets Django up only for settings it knew before this file was read.
    django.setup()
    from matinee.publishing import bake

    # A busy machine may take longer; what is left then would be the worker's, and there is none.
    bake.AFTER_COMMIT_S = 60.0


def pytest_unconfigure() -> None:
    """Take the site away again."""
    shutil.rmtree(SITE.root, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Keep the test database in a file: in memory it would lock otherwise than a real site's."""
    from django.conf import settings

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(
        SITE.root / f"test{worker}.sqlite3"
    )


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
