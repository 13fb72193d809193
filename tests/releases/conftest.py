"""A site's folder and database for the jobs, and clips made once."""

import dataclasses

import pytest

from matinee.media.recipe import EncodeOptions
from tests.clips import Clips

QUICK = EncodeOptions(quality="draft", av1=False)


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def short_lease(site, settings):
    """Let leases run out in a second."""
    settings.MATINEE = dataclasses.replace(settings.MATINEE, lease_s=1.0)


@pytest.fixture
def master(site, transactional_db, clips):
    from matinee.releases.masters import take_master

    return take_master(clips.path("h264.mp4"), "Low Water.mp4")
