"""Masters for the media tests, made once per session."""

import hypothesis
import pytest

from tests.clips import Clips

# A busy machine is no failure; the same examples each time make one a fact.
hypothesis.settings.register_profile("matinee", deadline=None, derandomize=True, print_blob=False)
hypothesis.settings.load_profile("matinee")


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    return Clips(tmp_path_factory.mktemp("clips"))
