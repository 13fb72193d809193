"""Editors can open and save everything of the catalogue in the studio."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from matinee.catalogue.models import Company, FilmIndexPage, FilmPage, Person, Subject
from matinee.releases.models import EncodeJob, Master
from tests.catalogue.made_films import make_film, make_release
from tests.clips import run_ffmpeg

pytestmark = pytest.mark.usefixtures("home")


# The studio's scripts draw the parts of a stream in the browser; a bare form has none.
STREAMS = ("body", "support_links", "identifiers", "awards", "press", "contact")
NO_PARTS = {name: streamfield([]) for name in STREAMS}


@pytest.fixture
def studio(client):
    client.force_login(User.objects.create_superuser("editor", password="long and secret"))
    return client


def test_a_film_opens_with_its_tabs_and_master(studio) -> None:
    film = make_film(master=make_release().master, countries=("Portugal",))
    html = studio.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    for words in ("Rights and support", "How it is shown", "cut.mov", "Deliver a master"):
        assert words in html
    assert 'value="Portugal"' in html


def test_a_film_is_edited_and_published(studio) -> None:
    release, other = make_release(1), make_release(2)
    film = make_film(master=release.master, body_html="<p>Sand</p>", languages=("Portuguese",))
    url = reverse("wagtailadmin_pages:edit", args=[film.pk])
    html = studio.get(url).content.decode()
    stills = BeautifulSoup(html, "html.parser").select("select[name=poster_still] option")
    assert [option.text for option in stills] == [
        "The one we think best",
        "The picture at 0:01",
        "The picture at 0:02",
    ]
    form = querydict_from_html(html, form_id="page-edit-form")
    body = streamfield([("text", rich_text("<p>Sand</p>"))])
    form.update(nested_form_data({**NO_PARTS, "body": body}))
    form["action-publish"] = "publish"
    form["title"] = "High Water"
    form["languages"] = "Portuguese, Welsh"
    form["poster_still"] = str(release.stills.get(rank=1).pk)
    assert studio.post(url, form).status_code == 302
    film.refresh_from_db()
    assert (film.title, film.languages) == ("High Water", ["pt", "cy"])
    assert film.poster_still == release.stills.get(rank=1)
    assert film.credits.count() == 9
    form["poster_still"] = str(other.stills.get(rank=0).pk)
    assert studio.post(url, form).status_code == 200


def test_a_new_film_and_names_open(studio) -> None:
    index = FilmIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=["catalogue", "filmpage", index.pk])
    assert studio.get(add).status_code == 200
    for model in (Person, Company, Subject):
        names = model.snippet_viewset.url_namespace
        assert studio.get(reverse(f"{names}:list")).status_code == 200
        assert studio.get(reverse(f"{names}:add")).status_code == 200


def test_a_person_is_renamed(studio) -> None:
    make_film()
    person = Person.objects.get(name="Ines Calder")
    url = reverse(f"{Person.snippet_viewset.url_namespace}:edit", args=[person.pk])
    answer = studio.post(
        url,
        {
            "name": "Inês Calder",
            "sort_name": "Calder, Inês",
            "slug": person.slug,
            "biography": "null",
            "links-count": "0",
            "identifiers-count": "0",
        },
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.name == "Inês Calder"


def test_a_new_film_needs_no_address(studio) -> None:
    url = reverse(
        "wagtailadmin_pages:add", args=["catalogue", "filmpage", FilmIndexPage.objects.get().pk]
    )
    form = querydict_from_html(studio.get(url).content.decode(), form_id="page-edit-form")
    form.update(nested_form_data(NO_PARTS))
    form["title"] = "Bikes at Noon"
    assert studio.post(url, form).status_code == 302
    assert FilmPage.objects.get(title="Bikes at Noon").slug == "bikes-at-noon"


def test_a_delivered_master_is_the_editors_own_newest_draft(studio, tmp_path) -> None:
    clip = tmp_path / "cut.mp4"
    run_ffmpeg("-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25:duration=1", str(clip))
    film = make_film(draft=True)
    file = SimpleUploadedFile("cut.mp4", clip.read_bytes(), "video/mp4")
    answer = studio.post(reverse("deliver_master", args=[film.pk]), {"master": file})
    assert answer.status_code == 302
    film.refresh_from_db()
    assert film.master.original_name == "cut.mp4"
    assert film.latest_revision.user.username == "editor"
    assert film.latest_revision == film.revisions.order_by("-created_at").first()
    assert film.get_latest_revision_as_object().master == film.master
    assert EncodeJob.objects.get().master == film.master


def test_a_file_that_is_no_film_is_refused_in_words(studio) -> None:
    film = make_film()
    url = reverse("deliver_master", args=[film.pk])
    assert studio.get(url).status_code == 200
    upload = SimpleUploadedFile("film.mp4", b"not a film at all" * 100)
    html = studio.post(url, {"master": upload}).content.decode()
    assert "errorlist" in html
    assert not Master.objects.exists()


def test_a_stranger_cannot_deliver(client) -> None:
    answer = client.get(reverse("deliver_master", args=[make_film().pk]))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_people_are_found_by_any_part_of_their_name(studio) -> None:
    make_film(credits_text="Director: Ines Calder\nEditor: Rui Sanches")
    url = reverse(f"{Person.snippet_viewset.url_namespace}:list")
    html = studio.get(url, {"q": "calder"}).content.decode()
    assert "Ines Calder" in html
    assert "Rui Sanches" not in html


def test_what_lists_sort_by_follows_the_name(studio) -> None:
    film = make_film("The Ebb", credits_text="Director: Ines Calder")
    person = Person.objects.get()
    assert (film.sort_title, person.sort_name) == ("Ebb, The", "Calder, Ines")
    film_page = studio.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    url = reverse(f"{Person.snippet_viewset.url_namespace}:edit", args=[person.pk])
    for html, field in ((film_page, "sort_title"), (studio.get(url).content.decode(), "sort_name")):
        shown = BeautifulSoup(html, "html.parser").select_one(f"input[name={field}]")
        assert not shown.get("value")
    person.sort_name = "Ines"
    person.save()
    assert 'value="Ines"' in studio.get(url).content.decode()
