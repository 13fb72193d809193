"""A curator composes a programme and the front page in the studio, many films at once too."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from matinee.programmes.models import HomePage, ProgrammeIndexPage, ProgrammePage
from tests.catalogue.made_films import make_film
from tests.programmes.made_programmes import make_programme

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def studio(client):
    client.force_login(User.objects.create_superuser("editor", password="long and secret"))
    return client


def pick(film, note="", **facts):
    blank = {"heading": "", "on": "", "at": "", "venue": "", "picture": ""}
    return {"film": film.pk, "note": rich_text(note), **blank, **facts}


def form(picks, **facts):
    data = {
        "title": "Practical magic",
        "slug": "",
        "introduction": rich_text("<p>Why these.</p>"),
        "chosen_by": "",
        "chosen_by_words": "",
        "picture": "",
        "starts_on": "",
        "ends_on": "",
        "picks": inline_formset(picks),
        "action-publish": "publish",
    }
    return nested_form_data({**data, **facts})


def add(studio, data):
    index = ProgrammeIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["programmes", "programmepage", index.pk])
    return studio.post(url, data)


def test_a_programme_is_made_and_its_picks_put_in_another_order(studio) -> None:
    one, two = make_film("One"), make_film("Two")
    picks = [pick(one, "<p>First.</p>"), pick(two, on="2027-03-05", at="20:30")]
    assert add(studio, form(picks, starts_on="2027-03-01")).status_code == 302
    programme = ProgrammePage.objects.get()
    assert (programme.live, programme.starts_on) == (True, date(2027, 3, 1))
    assert programme.slug == "practical-magic"
    url = reverse("wagtailadmin_pages:edit", args=[programme.pk])
    edit = querydict_from_html(studio.get(url).content.decode(), form_id="page-edit-form")
    edit.update({"picks-0-ORDER": "2", "picks-1-ORDER": "1", "action-publish": "publish"})
    for name in ("introduction", "picks-0-note", "picks-1-note"):
        edit[name] = rich_text("<p>Mended.</p>")
    assert studio.post(url, edit).status_code == 302
    assert [each.film.title for each in programme.picks.all()] == ["Two", "One"]
    assert "Mended" in programme.picks.last().note


@pytest.mark.parametrize(
    ("facts", "pick_facts", "sentence"),
    [
        ({"starts_on": "2027-03-02", "ends_on": "2027-03-01"}, {}, "It ends before it begins."),
        ({}, {"at": "20:30"}, "Say on which day."),
    ],
)
def test_what_cannot_be_is_refused_in_words(studio, facts, pick_facts, sentence) -> None:
    answer = add(studio, form([pick(make_film(), **pick_facts)], **facts))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not ProgrammePage.objects.exists()


def test_many_films_are_chosen_at_once(studio) -> None:
    programme = make_programme(make_film())
    html = studio.get(reverse("wagtailadmin_pages:edit", args=[programme.pk])).content.decode()
    assert BeautifulSoup(html, "html.parser").select_one("#id_picks-OPEN_MODAL")
    chooser = studio.get(
        reverse("wagtailadmin_choose_page"), {"page_type": "catalogue.filmpage", "multiple": "1"}
    )
    assert chooser.status_code == 200


def test_the_front_page_is_composed_and_published(studio) -> None:
    film = make_film("One")
    programme = make_programme(film)
    home = HomePage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[home.pk])
    edit = querydict_from_html(studio.get(url).content.decode(), form_id="page-edit-form")
    sections = streamfield(
        [
            ("programme", {"programme": programme.pk, "words": ""}),
            ("latest", {"title": "New", "count": 3, "kind": ""}),
        ]
    )
    words = {"introduction": rich_text("<p>Hello</p>"), "sections": sections}
    edit.update(nested_form_data({**words, "action-publish": "publish"}))
    assert studio.post(url, edit).status_code == 302
    home.refresh_from_db()
    assert [block.block_type for block in home.sections] == ["programme", "latest"]
    assert home.sections[0].value["programme"].specific == programme
