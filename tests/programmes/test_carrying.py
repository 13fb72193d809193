"""A site that chose its lead film before there were sections keeps it, in its drafts too."""

import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("programmes", "0001_first")]


def migrate(targets=None):
    """Bring the database to these migrations, else to the newest of every room."""
    executor = MigrationExecutor(connection)
    targets = targets or executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.mark.django_db(transaction=True)
def test_the_lead_film_becomes_the_first_section(site) -> None:
    from matinee.catalogue.models import FilmPage
    from matinee.programmes.front import home_page
    from tests.catalogue.made_films import make_film, plant_tree

    plant_tree()
    films = [make_film("Chosen", credits_text=""), make_film("Newest", credits_text="")]
    from matinee.programmes.models import HomePage

    home = HomePage.objects.get()
    home.save_revision()
    try:
        old = migrate(BEFORE)
        row = old.get_model("programmes", "HomePage").objects.get(pk=home.pk)
        row.lead_film_id = films[0].pk
        row.save()
        revisions = old.get_model("wagtailcore", "Revision").objects
        draft = revisions.get(object_id=str(home.pk))
        draft.content["lead_film"] = films[1].pk
        draft.save()
    finally:
        # All rooms: what stands on the programmes was taken back with them.
        migrate()
    home = HomePage.objects.get()
    assert [block.block_type for block in home.sections] == ["lead", "latest"]
    assert home_page().lead.title == "Chosen"
    draft = home.get_latest_revision()
    assert "lead_film" not in draft.content
    assert json.loads(draft.content["sections"])[0]["value"]["film"] == films[1].pk
    assert home_page(draft.as_object()).lead.title == "Newest"
    assert FilmPage.objects.count() == 2
