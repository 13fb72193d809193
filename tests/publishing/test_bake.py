"""What is published is baked: preview, request and file are the same bytes."""

import pytest
from django.db import transaction

from matinee.catalogue.addresses import name_address
from matinee.catalogue.models import Company, FilmIndexPage, FilmPage, Person, Subject
from matinee.publishing import house
from matinee.publishing.bake import bake_all, bake_pending
from matinee.publishing.models import BakedFile, PendingBake
from matinee.releases.models import CaptionTrack
from matinee.releases.signals import released
from tests.catalogue.made_films import make_film, make_films, make_picture, make_release

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def public(site):
    return site.public


def read(public, address: str) -> bytes:
    return (public / address.strip("/") / "index.html").read_bytes()


def test_preview_request_and_file_are_equal(public, home, client) -> None:
    film = make_film(master=make_release().master, body_html="<p>Sand</p>", year=2024)
    make_picture()
    person = Person.objects.get(name="Ines Calder")
    company = Company.objects.get()
    for address in (
        "/",
        "/films/",
        "/kinds/",
        "/kinds/short/",
        "/years/2024/",
        film.address,
        "/people/",
        person.address,
        "/companies/",
        company.address,
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.content == read(public, address), address
        assert not answer.cookies, address
    for page in (home, FilmIndexPage.objects.get(), film.get_latest_revision_as_object()):
        preview = page.make_preview_request(preview_mode=page.default_preview_mode)
        assert preview.content == read(public, page.specific.url), page


def test_further_pages_of_lists_answer(public, client, monkeypatch) -> None:
    monkeypatch.setattr("matinee.catalogue.paging.PAGE_SIZE", 1)
    monkeypatch.setattr("matinee.catalogue.gather.name_lists.PAGE_SIZE", 1)
    make_film("One", credits_text="Editor: A Birk, B Birk")
    two = make_film("Two", credits_text="")
    for address in ("/films/page-1/", "/kinds/short/page-1/", "/people/letter-b/page-2/"):
        assert client.get(address).content == read(public, address)
    assert client.get("/films/page-2/").status_code == 404
    two.unpublish()
    assert not (public / "films/page-1").exists()


def test_an_unknown_name_is_not_found(client) -> None:
    make_film(draft=True)
    assert client.get("/people/ines-calder/").status_code == 404


def test_an_empty_site_is_baked_whole(public) -> None:
    report = bake_all()
    assert report.complete
    assert not report.failed
    for file in ("index.html", "films/index.html", "people/index.html", "404.html", "500.html"):
        assert (public / file).is_file(), file
    again = bake_all()
    assert (again.pages, again.written, again.removed) == (report.pages, 0, 0)


def test_unpublishing_and_deleting_remove_the_pages(public) -> None:
    film, other = make_film(), make_film("Slack Tide", credits_text="Editor: Rui Sanches")
    film.unpublish()
    assert not (public / "films/low-water").exists()
    assert not (public / "people/ines-calder").exists()
    assert b"Low Water" not in read(public, "/")
    assert b"Low Water" not in read(public, "/people/rui-sanches/")
    other.delete()
    assert not (public / "films/slack-tide").exists()
    assert not (public / "people/rui-sanches").exists()
    assert (public / "films/index.html").exists()


def test_a_new_address_takes_the_old_file_away(public) -> None:
    film = make_film()
    linking = make_film("Two", body_html=f'<p><a linktype="page" id="{film.pk}">A</a></p>')
    film.slug = "ebb"
    film.save_revision().publish()
    assert not (public / "films/low-water").exists()
    assert b"/films/ebb/" in read(public, "/")
    assert b"/films/ebb/" in read(public, linking.address)
    Person.objects.get(name="Ines Calder").save()
    person = Person.objects.get(name="Ines Calder")
    person.slug = "i-calder"
    person.save()
    assert not (public / "people/ines-calder").exists()
    assert b"/people/i-calder/" in read(public, film.address.replace("low-water", "ebb"))


def test_two_films_can_swap_their_addresses(public) -> None:
    one, two = make_film("One"), make_film("Two")
    with transaction.atomic():
        for page, slug in ((one, "swap"), (two, "one"), (one, "two")):
            page.slug = slug
            page.save()
    assert b"Two" in read(public, "/films/one/")
    assert b"One" in read(public, "/films/two/")
    assert not (public / "films/swap").exists()


def test_a_draft_changes_nothing(public) -> None:
    film = make_film()
    before = read(public, film.address)
    film.title = "Secret"
    film.save_revision()
    assert read(public, film.address) == before
    assert not PendingBake.objects.exists()


def test_renaming_a_person_reaches_every_page(public) -> None:
    person = Person.objects.create(name="Ines Calder")
    films = make_films(200, person, Person.objects.create(name="R Sanches"))
    bake_pending()
    person.name = "Inês Calder-Rosa"
    person.save()
    addresses = [film.address for film in films]
    for address in (*addresses, "/", "/films/", person.address, "/people/"):
        page = read(public, address).decode()
        assert "Inês Calder-Rosa" in page, address
        assert "Ines Calder" not in page, address


def test_someone_left_out_of_the_credits_loses_the_page(public) -> None:
    film = make_film(credits_text="Director: Ines Calder\nEditor: Rui Sanches")
    draft = film.get_latest_revision_as_object()
    draft.credits = list(draft.credits.all())[:1]
    draft.save_revision().publish()
    assert not (public / "people/rui-sanches").exists()
    assert b"Rui Sanches" not in read(public, "/people/")


def test_whatever_a_page_shows_bakes_it_anew(public) -> None:
    release = make_release()
    film = make_film(master=release.master, subjects=("Tides",))
    picture = make_picture()
    film.body = [("still", {"picture": picture, "caption": "", "credit": ""})]
    film.save_revision().publish()
    Subject.objects.get().delete()
    assert b"Tides" not in read(public, film.address)
    CaptionTrack.objects.create(
        master=release.master, language="pt", label="Português", file="captions/cd.vtt"
    )
    assert b"/media/captions/cd.vtt" in read(public, film.address)
    picture.alt = "A rake"
    picture.save()
    assert b"A rake" in read(public, film.address)
    src = picture.renditions.first().file.url.encode()
    picture.delete()
    assert src not in read(public, film.address)


def test_a_finished_film_reaches_its_page(public) -> None:
    first = make_release(1)
    film = make_film(master=first.master)
    with transaction.atomic():
        released.send(sender=type(first), release=first)
    assert first.url.encode() in read(public, film.address)


def test_what_all_pages_share_bakes_all_of_them(public, settings) -> None:
    import dataclasses

    film = make_film()
    assert b"Ebb and Flow" not in read(public, film.address)
    settings.MATINEE = dataclasses.replace(settings.MATINEE, site_name="Ebb and Flow")
    bake_pending()
    assert b"Ebb and Flow" in read(public, film.address)
    assert b"Ebb and Flow" in (public / "404.html").read_bytes()


def test_a_changed_front_end_bakes_all_pages(public, tmp_path, settings) -> None:
    film = make_film()
    built = tmp_path / "static" / "matinee"
    built.mkdir(parents=True)
    (built / "site-AB12.css").write_text("body{}")
    (built / "manifest.json").write_text('{"site.css": "site-AB12.css", "loader.js": "l-1.js"}')
    settings.STATICFILES_DIRS = [str(tmp_path / "static")]
    from django.contrib.staticfiles import finders

    finders.get_finder.cache_clear()
    try:
        bake_pending()
        assert b"/static/matinee/site-AB12.css" in read(public, film.address)
        assert (public / "static/matinee/site-AB12.css").read_text() == "body{}"
    finally:
        finders.get_finder.cache_clear()


def test_files_of_others_are_never_touched(public) -> None:
    film = make_film()
    (public / "robots.txt").write_text("mine")
    (public / "films/low-water/notes.txt").write_text("mine")
    film.delete()
    bake_all()
    assert (public / "robots.txt").exists()
    assert (public / "films/low-water/notes.txt").exists()
    assert not (public / "films/low-water/index.html").exists()


def test_lost_files_come_back(public) -> None:
    film = make_film()
    (public / "films/low-water/index.html").unlink()
    bake_all()
    assert b"Low Water" in read(public, film.address)


def test_a_page_that_cannot_be_rendered_holds_up_no_other(public, caplog) -> None:
    broken, fine = make_film("Broken"), make_film("Fine")
    FilmPage.objects.filter(pk=broken.pk).update(slug="../../out")
    FilmPage.objects.filter(pk=fine.pk).update(title="Better")
    report = bake_all()
    assert report.failed == {f"film:{broken.pk}"}
    assert b"Better" in read(public, fine.address)
    assert b"Broken" in (public / "films/broken/index.html").read_bytes()
    assert "Could not bake" in caplog.text
    assert PendingBake.objects.get().key == f"film:{broken.pk}"
    assert not (public.parent / "out").exists()


def test_a_rolled_back_change_marks_nothing(public) -> None:
    film = make_film()
    before = read(public, film.address)
    with transaction.atomic():
        film.title = "Undone"
        film.save()
        transaction.set_rollback(True)
    assert not PendingBake.objects.exists()
    assert read(public, film.address) == before


def test_queries_do_not_grow_with_what_is_baked() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_film("One")
    bake_all()
    with CaptureQueriesContext(connection) as few:
        bake_all()
    for number in range(10):
        make_film(f"Film {number}", credits_text=f"Director: Maker {number}")
    with CaptureQueriesContext(connection) as many:
        bake_all()
    assert _selects(many) == _selects(few)


def _selects(captured) -> int:
    """Count what was asked; what is noted is written in batches of a size of their own."""
    return sum(query["sql"].startswith("SELECT") for query in captured)


def test_the_record_names_every_file_and_no_other(public) -> None:
    make_film()
    recorded = set(BakedFile.objects.values_list("file", flat=True))
    files = (file for file in public.rglob("*") if file.is_file())
    found = {
        name for file in files if not (name := str(file.relative_to(public))).startswith("static/")
    }
    assert recorded == found
    assert house.is_baked(house.house_digest())
    assert name_address("person", "ines-calder") == "/people/ines-calder/"
