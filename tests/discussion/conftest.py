"""A site with a film under which people speak."""

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
def moderator(home):
    from django.contrib.auth.models import Group, Permission, User

    # A test that empties the database takes the studio's groups with it.
    group, _ = Group.objects.get_or_create(name="Moderators")
    group.permissions.add(
        Permission.objects.get(codename="moderate"), Permission.objects.get(codename="access_admin")
    )
    user = User.objects.create_user("ann", password="low-water-7")
    user.groups.add(group)
    return user


@pytest.fixture
def studio(moderator):
    from django.test import Client

    client = Client()
    client.force_login(moderator)
    return client
