"""A site with two films, to which conversations move."""

import pytest


@pytest.fixture
def home(db, site):
    # Models can be imported only once Django is set up, later than this file is read.
    from tests.catalogue.made_films import plant_tree

    return plant_tree()


@pytest.fixture
def film(home):
    from tests.catalogue.made_films import make_film

    return make_film("Low Water", credits_text="Director: Ines Calder")


@pytest.fixture
def other(home):
    from tests.catalogue.made_films import make_film

    return make_film("High Tide", credits_text="Director: Ines Calder")
