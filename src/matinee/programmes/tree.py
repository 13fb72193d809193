"""Makes the tree of pages that a site has from the beginning."""

from typing import Any

from django.db import connections, transaction
from wagtail.models import Page, Site

from matinee.catalogue.models import FilmIndexPage
from matinee.programmes.models import HomePage, ProgrammeIndexPage


@transaction.atomic
def make_tree(site_name: str) -> HomePage:
    """Make the front page and the lists under it; return the front page.

    Wagtail's welcome page goes, unless someone put pages under it. What is there already
    stays as it is, so this can be run again.
    """
    home = HomePage.objects.first() or _make_home(site_name)
    if not FilmIndexPage.objects.exists():
        home.add_child(instance=FilmIndexPage(title="Films", slug="films"))
    if not ProgrammeIndexPage.objects.exists():
        home.add_child(instance=ProgrammeIndexPage(title="Programmes", slug="programmes"))
    return home


def complete_tree(using: str, **news: Any) -> None:
    """Give a site that was made by an earlier version the pages that are new in this one.

    Called after every migration; on the way to an older version the tables may be gone.
    """
    tables = set(connections[using].introspection.table_names())
    needed = {model._meta.db_table for model in (HomePage, FilmIndexPage, ProgrammeIndexPage)}
    if needed <= tables and (home := HomePage.objects.using(using).first()):
        make_tree(home.title)


def _make_home(site_name: str) -> HomePage:
    root = Page.get_first_root_node()
    for welcome in Page.objects.child_of(root).filter(numchild=0, content_type__model="page"):
        welcome.delete()
    # Deleting a page leaves the tree's counters in this copy of the root behind.
    root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(title=site_name, slug="home"))
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", port=80, site_name=site_name, root_page=home, is_default_site=True
    )
    return home
