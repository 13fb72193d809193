"""A site with its first pages."""

import pytest


@pytest.fixture
def home(db, site):
    # Models can be imported only once Django is set up, later than this file is read.
    from tests.catalogue.made_films import plant_tree

    return plant_tree()
