"""Masters for the media tests, made once per session."""

import hypothesis
import pytest

from matinee.media.pipeline import encode_film
from matinee.media.recipe import EncodeOptions
from tests.clips import Clips
from tests.packaged import Package

AV1 = ("hd.mp4", "portrait.mp4", "cuts.mp4")
"""Clips encoded to AV1 too: enough of them, for it is the slower half."""

# A busy machine is no failure; the same examples each time make one a fact.
hypothesis.settings.register_profile("matinee", deadline=None, derandomize=True, print_blob=False)
hypothesis.settings.load_profile("matinee")


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="session")
def release(clips):
    """Encode a clip at draft quality, once per session; return its film and folder."""
    done = {}

    def encode(name):
        if name not in done:
            folder = clips.folder / f"{name}.film"
            film = encode_film(clips.path(name), folder, EncodeOptions("draft", av1=name in AV1))
            done[name] = Package(film, folder)
        return done[name]

    return encode
