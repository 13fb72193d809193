"""The credits editor reads, matches and saves rows; the film's own form leaves them as they are."""

import json
import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission
from wagtail.search.backends import get_search_backend
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from matinee.catalogue.credits_editor.alike import find_names, match_names
from matinee.catalogue.credits_editor.page_data import vocabulary
from matinee.catalogue.credits_editor.rows import MAX_ROWS, fingerprint
from matinee.catalogue.gather.credits import draft_credits
from matinee.catalogue.models import Company, FilmIndexPage, FilmPage, Person
from matinee.catalogue.roles import ROLES, role_called
from tests.catalogue.made_films import make_film

pytestmark = pytest.mark.usefixtures("home")

ROLL = """Director: Ines Calder
Producer: Lena Oyelaran
Producer: Jon Park for Harbour Works
Editor: Rui Sanches
Composer: Wen Halloran
"""
INES = {"role": "director", "name": "Ines Calder"}


@pytest.fixture
def editor():
    return User.objects.create_superuser("editor", password="long and secret")


@pytest.fixture
def studio(client, editor):
    client.force_login(editor)
    return client


def page_of(studio, film) -> dict:
    html = studio.get(reverse("edit_credits", args=[film.pk])).content.decode()
    return json.loads(BeautifulSoup(html, "html.parser").select_one("#credits-data").text)


def ask(studio, name, data, *args):
    return studio.post(reverse(name, args=args), json.dumps(data), "application/json")


def save(studio, film, rows, *, publish=False, made_from=None):
    made_from = made_from or page_of(studio, film)["madeFrom"]
    sent = {"rows": rows, "madeFrom": made_from, "publish": publish}
    return ask(studio, "save_credits", sent, film.pk)


def draft_of(film) -> list:
    return draft_credits(FilmPage.objects.get(pk=film.pk).get_latest_revision_as_object())


def printed(credits) -> list[str]:
    return [str(credit) for credit in credits]


# ---- the page


def test_the_page_has_the_rows_of_the_newest_draft(studio) -> None:
    film = make_film(credits_text=ROLL)
    draft = film.get_latest_revision_as_object()
    draft.credits.set(list(draft.credits.all())[:2])
    draft.save_revision()
    data = page_of(studio, film)
    ines, lena = (Person.objects.get(name=name) for name in ("Ines Calder", "Lena Oyelaran"))
    assert data["rows"] == [
        {"role": "director", "name": "Ines Calder", "who": f"p{ines.pk}"},
        {"role": "producer", "name": "Lena Oyelaran", "who": f"p{lena.pk}"},
    ]
    assert data["people"][f"p{ines.pk}"] == ["Ines Calder", 1]


def test_a_page_of_many_credits_asks_the_database_no_more(
    studio, django_assert_max_num_queries
) -> None:
    film = make_film(credits_text="")
    rows = [{"role": "thanks", "name": f"Ada {number} Vane"} for number in range(300)]
    save(studio, film, rows)
    page_of(studio, film)
    with django_assert_max_num_queries(40):
        assert len(page_of(studio, film)["rows"]) == 300


def test_a_draft_whose_person_was_deleted_is_still_read(studio) -> None:
    film = make_film(credits_text="")
    save(studio, film, [INES, {"role": "editor", "name": "Rui Sanches", "who": "none"}])
    Person.objects.get(name="Ines Calder").delete()
    rows = page_of(studio, film)["rows"]
    assert [(row["name"], row["who"]) for row in rows] == [("?", "none"), ("Rui Sanches", "none")]


def test_every_role_has_its_wordings_in_other_languages() -> None:
    by_key = {key: (one, others) for key, one, _, _, others in vocabulary()}
    assert by_key.keys() == ROLES.keys()
    assert {"Réalisation", "Regie", "Regia"} <= set(by_key["director"][1])


def test_the_films_form_shows_the_roll_without_fields(studio) -> None:
    film = make_film(credits_text=ROLL)
    html = studio.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    assert reverse("edit_credits", args=[film.pk]) in html
    assert "5 credits." in html
    assert "credits-0-" not in html


# ---- who may


def test_strangers_and_editors_of_nothing_are_turned_away(client) -> None:
    film = make_film(credits_text=ROLL)
    addresses = [
        ("get", reverse("edit_credits", args=[film.pk])),
        ("get", reverse("find_names") + "?q=ines"),
        ("post", reverse("save_credits", args=[film.pk])),
        ("post", reverse("read_pasted_credits", args=[film.pk])),
        ("post", reverse("match_names")),
        ("post", reverse("merge_credited")),
    ]
    for method, address in addresses:
        assert "login" in getattr(client, method)(address)["Location"]
    someone = User.objects.create_user("someone", password="long and secret")
    someone.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(someone)
    for method, address in addresses:
        answer = getattr(client, method)(address, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code in (302, 403), address
    assert printed(draft_of(film)) == printed(film.credits.all())


def test_whoever_may_edit_but_not_publish_saves_drafts_only(client) -> None:
    film = make_film(credits_text=ROLL, draft=True)
    writer = User.objects.create_user("writer", password="long and secret")
    writers = Group.objects.create(name="Writers")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="change_page"
    )
    GroupPagePermission.objects.create(
        group=writers, page=FilmIndexPage.objects.get(), permission=permission
    )
    writer.groups.add(writers)
    client.force_login(writer)
    html = client.get(reverse("edit_credits", args=[film.pk])).content.decode()
    assert "Save draft" in html
    assert "Save and publish" not in html
    assert save(client, film, [INES], publish=True).status_code in (302, 403)
    assert save(client, film, [INES]).status_code == 200
    assert printed(draft_of(film)) == ["Director: Ines Calder"]
    # To make one of two names needs the rights to those names.
    answer = ask(client, "merge_credited", {"kept": "p1", "dropped": "p2", "sure": True})
    assert answer.status_code in (302, 400, 403)


def test_saving_needs_the_token_of_the_page(editor) -> None:
    film = make_film(credits_text=ROLL)
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert save(client, film, [INES]).status_code == 403
    token = client.cookies["csrftoken"].value
    sent = json.dumps({"rows": [INES], "madeFrom": page_of(client, film)["madeFrom"]})
    url = reverse("save_credits", args=[film.pk])
    answer = client.post(url, sent, "application/json", headers={"x-csrftoken": token})
    assert answer.status_code == 200


def test_a_locked_film_is_read_but_not_saved(studio) -> None:
    film = make_film(credits_text=ROLL)
    other = User.objects.create_superuser("other", password="long and secret")
    FilmPage.objects.filter(pk=film.pk).update(locked=True, locked_by=other)
    html = studio.get(reverse("edit_credits", args=[film.pk])).content.decode()
    assert "data-locked" in html
    answer = save(studio, film, [INES])
    assert answer.status_code == 400
    assert "locked" in answer.json()["error"]
    assert len(draft_of(film)) == 5


# ---- saving


def test_a_draft_is_saved_and_the_public_page_stays(studio, editor) -> None:
    film = make_film(credits_text=ROLL)
    answer = save(studio, film, [INES])
    assert answer.json()["notice"] == "Saved as a draft."
    film.refresh_from_db()
    assert printed(draft_of(film)) == ["Director: Ines Calder"]
    assert film.credits.count() == 5
    assert film.has_unpublished_changes
    assert film.latest_revision.user == editor


def test_published_credits_keep_their_rows_where_they_say_the_same(studio) -> None:
    film = make_film(credits_text=ROLL)
    keys = list(film.credits.values_list("pk", flat=True))
    rows = page_of(studio, film)["rows"]
    assert save(studio, film, [rows[1], rows[0], *rows[2:]], publish=True).status_code == 200
    now = list(film.credits.order_by("sort_order").values_list("pk", flat=True))
    assert now == [keys[1], keys[0], *keys[2:]]
    changed = [*rows[:3], rows[3] | {"label": "Cut by"}, {"role": "thanks", "name": "Ada Vane"}]
    assert save(studio, film, changed, publish=True).status_code == 200
    now = list(film.credits.order_by("sort_order").values_list("pk", "label"))
    assert [pk for pk, _ in now[:4]] == keys[:4]
    assert now[3][1] == "Cut by"
    assert now[4][0] not in keys


@pytest.mark.parametrize(
    ("row", "kind", "name", "as_printed"),
    [
        ({"role": "producer", "name": "Tomas Varga"}, Person, "Tomas Varga", ""),
        ({"role": "production-company", "name": "Low Water"}, Company, "Low Water", ""),
        ({"role": "producer", "name": "Low Water", "kind": "company"}, Company, "Low Water", ""),
        ({"role": "editor", "name": "T. Varga ASX", "record": "T. Varga"}, Person, "T. Varga",
         "T. Varga ASX"),
    ],
)  # fmt: skip
def test_a_new_name_is_made_with_its_address(studio, row, kind, name, as_printed) -> None:
    film = make_film(credits_text="")
    answer = save(studio, film, [row, row])
    assert answer.json()["made"] == 1
    made = kind.objects.get(name=name)
    before = model_to_dict(made)
    made.save()
    assert model_to_dict(made) == before
    assert made.slug
    credits = draft_of(film)
    assert [credit.name_as_printed for credit in credits] == [as_printed] * 2
    assert {credit.person or credit.company for credit in credits} == {made}


def test_a_new_name_is_found_by_the_studios_search(studio) -> None:
    save(studio, make_film(credits_text=""), [{"role": "editor", "name": "Quill Ostrander"}])
    found = get_search_backend().autocomplete("Ostrand", Person)
    assert [each.name for each in found] == ["Quill Ostrander"]


def test_new_names_that_share_an_address_are_numbered(studio) -> None:
    Person.objects.create(name="Ada Vane")
    rows = [{"role": "editor", "name": name} for name in ("Ádá Vane", "ADA VANE")]
    save(studio, make_film(credits_text=""), rows)
    slugs = Person.objects.filter(slug__startswith="ada-vane").values_list("slug", flat=True)
    assert set(slugs) == {"ada-vane", "ada-vane-2", "ada-vane-3"}


def test_namesakes_are_asked_about_before_anything_is_made(studio) -> None:
    film = make_film(credits_text="")
    one, two = (Person.objects.create(name="Ann Lee") for _ in range(2))
    rows = [{"role": "editor", "name": "Somebody New"}, {"role": "director", "name": "Ann Lee"}]
    answer = save(studio, film, rows)
    assert answer.status_code == 422
    assert answer.json()["troubles"] == [
        {
            "row": 1,
            "field": "name",
            "sentence": "2 are called “Ann Lee”; choose which.",
            "choices": [f"p{one.pk}", f"p{two.pk}"],
        }
    ]
    assert not Person.objects.filter(name="Somebody New").exists()
    rows[1]["who"] = f"p{two.pk}"
    rows.append({"role": "writer", "name": "Ann Lee", "who": "new"})
    rows.append({"role": "thanks", "name": "Ann Lee", "who": "none"})
    assert save(studio, film, rows).status_code == 200
    credits = draft_of(film)
    assert credits[1].person == two
    assert credits[2].person not in (one, two, None)
    assert (credits[3].person, credits[3].name_as_printed) == (None, "Ann Lee")


def test_a_printed_name_differs_from_the_record(studio) -> None:
    film = make_film(credits_text=ROLL)
    ines = Person.objects.get(name="Ines Calder")
    row = {"role": "director", "name": "I. Calder", "who": f"p{ines.pk}"}
    assert save(studio, film, [row]).json()["rows"] == [row]
    assert Person.objects.filter(name="I. Calder").count() == 0


def test_a_role_typed_in_words_is_found(studio) -> None:
    film = make_film(credits_text="")
    rows = [
        {"role": "", "label": "Directed & filmed by", "name": "Ada Vane"},
        {"role": "", "label": "Tide tables", "name": "Ada Vane"},
    ]
    back = save(studio, film, rows).json()["rows"]
    assert [row["role"] for row in back] == [role_called(row["label"]).key for row in rows]
    assert back[1]["role"] == "other"


def test_what_an_editor_mends_is_told_at_its_row(studio) -> None:
    film = make_film(credits_text=ROLL)
    rows = [
        INES,
        {"role": "director", "name": " "},
        {"role": "", "name": "Ada Vane"},
        {"role": "other", "name": "Ada Vane"},
        {"role": "editor", "name": "x" * 201},
        {"role": "editor", "name": "Ada Vane", "who": "p999999"},
    ]
    answer = save(studio, film, rows[:5])
    assert answer.status_code == 422
    assert [(each["row"], each["field"]) for each in answer.json()["troubles"]] == [
        (1, "name"),
        (2, "role"),
        (3, "role"),
        (4, "name"),
    ]
    answer = save(studio, film, [rows[0], rows[5]])
    assert [each["row"] for each in answer.json()["troubles"]] == [1]
    assert len(draft_of(film)) == 5


HOSTILE = [
    b"",
    b"\xff\xfe",
    b"[]",
    b"null",
    b"[" * 100_000,
    b'{"rows": {}}',
    b'{"rows": [1]}',
    b'{"rows": [["director"]]}',
    b'{"rows": [{"name": 3}]}',
    b'{"rows": [{"name": {"a": 1}, "role": "director"}]}',
    b'{"rows": [{"role": "director", "name": "A", "who": "p99999999999999999999"}]}',
    b'{"rows": [{"role": "director", "name": "A", "who": "p1 OR 1=1"}]}',
    b'{"rows": [{"role": "director", "name": "A", "word": "near"}]}',
    b'{"rows": [{"role": "director", "name": "A", "joiner": "\\ud800"}]}',
    b'{"rows": [{"role": "nobody", "name": "A", "label": "x"}]}',
    b'{"rows": [{"role": "director", "name": "\\ud800\\u0000"}]}',
    b'{"rows": [{"role": "director", "name": "A"}], "madeFrom": 3}',
    b'{"rows": [{"role": "director", "name": "A"}], "madeFrom": null}',
    json.dumps({"rows": [INES] * (MAX_ROWS + 1)}).encode(),
    json.dumps({"rows": [INES], "madeFrom": "x", "more": "x" * 3_000_000}).encode(),
]


def test_hostile_json_is_refused_in_words(studio) -> None:
    film = make_film(credits_text=ROLL)
    # One film for all of them: to make it takes longer than to refuse.
    for body in HOSTILE:
        answer = studio.post(reverse("save_credits", args=[film.pk]), body, "application/json")
        assert 400 <= answer.status_code < 500, body[:80]
        assert answer.json()["error"], body[:80]
    assert len(draft_of(film)) == 5


def test_markup_in_a_name_stays_text(studio) -> None:
    film = make_film(credits_text=ROLL)
    name = "</script><script>alert(1)</script>"
    save(studio, film, [INES | {"name": name}])
    assert page_of(studio, film)["rows"][0]["name"] == name


def test_a_full_film_is_saved_in_few_queries(studio, django_assert_max_num_queries) -> None:
    film = make_film(credits_text="")
    rows = [{"role": "thanks", "name": f"Ada {number} Vane"} for number in range(400)]
    made_from = page_of(studio, film)["madeFrom"]
    with django_assert_max_num_queries(100):
        answer = save(studio, film, rows, made_from=made_from)
    assert answer.json()["made"] == 400
    # Everything is there already: the second save reads and writes no more.
    with django_assert_max_num_queries(100):
        save(studio, film, answer.json()["rows"][::-1], made_from=answer.json()["madeFrom"])
    with django_assert_max_num_queries(250):
        save(studio, film, answer.json()["rows"], publish=True)
    assert film.credits.count() == 400
    assert draft_of(film)[0].printed_name() == "Ada 0 Vane"


# ---- two at once


def test_credits_changed_by_someone_else_are_not_overwritten(studio) -> None:
    film = make_film(credits_text=ROLL)
    mine = page_of(studio, film)["madeFrom"]
    other = Client()
    other.force_login(User.objects.create_superuser("mina", password="long and secret"))
    assert save(other, film, [INES, INES | {"role": "editor"}]).status_code == 200
    answer = save(studio, film, [INES], made_from=mine)
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("mina changed these credits at ")
    assert len(draft_of(film)) == 2
    # Whoever has read that may insist.
    assert save(studio, film, [INES], made_from=answer.json()["madeFrom"]).status_code == 200
    assert len(draft_of(film)) == 1


def test_another_draft_that_left_the_credits_alone_is_no_conflict(studio) -> None:
    film = make_film(credits_text=ROLL)
    mine = page_of(studio, film)["madeFrom"]
    draft = film.get_latest_revision_as_object()
    draft.title = "High Water"
    draft.save_revision()
    assert save(studio, film, [INES], made_from=mine).status_code == 200
    newest = FilmPage.objects.get(pk=film.pk).get_latest_revision_as_object()
    assert newest.title == "High Water"
    assert newest.credits.count() == 1


STREAMS = ("body", "support_links", "identifiers", "awards", "press", "contact")


@pytest.mark.parametrize("publish", [False, True])
def test_the_films_form_and_this_editor_lose_nothing_of_each_other(studio, publish) -> None:
    film = make_film(credits_text=ROLL)
    url = reverse("wagtailadmin_pages:edit", args=[film.pk])
    form = querydict_from_html(studio.get(url).content.decode(), form_id="page-edit-form")
    form.update(nested_form_data({name: streamfield([]) for name in STREAMS}))
    if publish:
        form["action-publish"] = "publish"
    # The form was open before the credits were saved, and is sent after.
    assert save(studio, film, [INES], publish=publish).status_code == 200
    form["title"] = "High Water"
    assert studio.post(url, form).status_code == 302
    assert printed(draft_of(film)) == ["Director: Ines Calder"]
    # And the other way round: the editor was open, the form was sent, the editor saves.
    made_from = page_of(studio, film)["madeFrom"]
    form["title"] = "Higher Water"
    assert studio.post(url, form).status_code == 302
    rows = [INES, {"role": "editor", "name": "Rui Sanches"}]
    assert save(studio, film, rows, made_from=made_from, publish=publish).status_code == 200
    newest = FilmPage.objects.get(pk=film.pk).get_latest_revision_as_object()
    assert newest.title == "Higher Water"
    assert printed(draft_of(film)) == ["Director: Ines Calder", "Editor: Rui Sanches"]
    live = FilmPage.objects.get(pk=film.pk)
    assert (live.title, live.credits.count()) == (
        ("Higher Water", 2) if publish else ("Low Water", 5)
    )


def test_a_film_that_lacks_something_stays_a_draft_and_says_why(studio) -> None:
    film = make_film(credits_text=ROLL, draft=True)
    draft = film.get_latest_revision_as_object()
    draft.year = 17
    draft.save_revision(clean=False)
    answer = save(studio, film, [INES], publish=True)
    assert answer.status_code == 200
    assert answer.json()["notice"].startswith("Saved as a draft. The film cannot be published yet:")
    assert printed(draft_of(film)) == ["Director: Ines Calder"]
    assert not FilmPage.objects.get(pk=film.pk).live


def test_the_history_compares_rolls_as_text(studio) -> None:
    film = make_film(credits_text=ROLL)
    save(studio, film, [INES])
    url = reverse("wagtailadmin_pages:revisions_compare", args=[film.pk, "earliest", "latest"])
    html = BeautifulSoup(studio.get(url).content, "html.parser")
    assert "Composer: Wen Halloran" in " ".join(each.text for each in html.select(".deletion"))


# ---- rows survive whatever they hold

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
row_strategy = st.fixed_dictionaries(
    {"role": st.sampled_from(sorted(ROLES)), "name": words},
    optional={
        "label": words,
        "as": words,
        "for": words,
        "joiner": st.sampled_from(["&", "and"]),
        "who": st.sampled_from(["new", "none"]),
        "kind": st.sampled_from(["person", "company"]),
    },
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(row_strategy, max_size=8))
def test_rows_come_back_as_they_were_saved(studio, film_for_rows, rows) -> None:
    rows = [row for row in rows if row["name"].split()]
    said = ("role", "label", "name", "as", "for", "joiner")
    with transaction.atomic():
        answer = save(studio, film_for_rows, rows)
        assert answer.status_code == 200, answer.json()
        back = page_of(studio, film_for_rows)["rows"]
        assert [tuple(row.get(key, "") for key in said) for row in back] == [
            tuple(tidy(row.get(key, "")) for key in said) for row in rows
        ]
        assert [row["who"] == "none" for row in back] == [row.get("who") == "none" for row in rows]
        # What came back is saved again as the same.
        again = save(studio, film_for_rows, back).json()
        assert (again["rows"], again["made"]) == (back, 0)
        assert again["madeFrom"] == fingerprint(draft_of(film_for_rows))
        transaction.set_rollback(True)


@pytest.fixture
def film_for_rows(db):
    return make_film(credits_text="")


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# ---- pasting


PASTED = """LOW WATER
Director: Ines Calder
Editor: Rui Sanchez

Camera: Tomas Varga and Joost de Wit for Harbour Works"""


def test_pasted_credits_come_back_beside_their_lines(studio) -> None:
    film = make_film(credits_text=ROLL)
    answer = ask(studio, "read_pasted_credits", {"text": PASTED}, film.pk).json()
    assert [(row.get("name", ""), row["line"]) for row in answer["rows"]] == [
        ("", "LOW WATER"),
        ("Ines Calder", "Director: Ines Calder"),
        ("Rui Sanchez", "Editor: Rui Sanchez"),
        ("Tomas Varga", "Camera: Tomas Varga and Joost de Wit for Harbour Works"),
        ("Joost de Wit", "Camera: Tomas Varga and Joost de Wit for Harbour Works"),
    ]
    ines, rui = (Person.objects.get(name=name) for name in ("Ines Calder", "Rui Sanches"))
    assert answer["matches"]["Ines Calder"] == [[f"p{ines.pk}"], []]
    assert answer["matches"]["Rui Sanchez"] == [[], [f"p{rui.pk}"]]
    assert answer["matches"]["Tomas Varga"] == [[], []]
    assert answer["people"][f"p{rui.pk}"] == ["Rui Sanches", 1]
    assert len(draft_of(film)) == 5
    assert not Person.objects.filter(name="Tomas Varga").exists()


def test_a_heading_above_its_names_is_not_told_as_unread(studio) -> None:
    text = "Gaffers:\nNoor Duarte\nAda Vane\n"
    answer = ask(studio, "read_pasted_credits", {"text": text}, make_film(credits_text=ROLL).pk)
    assert [row["line"] for row in answer.json()["rows"]] == ["Noor Duarte", "Ada Vane"]


@pytest.mark.parametrize("text", [None, 3, "x\n" * (MAX_ROWS + 1), "x" * 200_001])
def test_what_is_no_roll_is_refused(studio, text) -> None:
    answer = ask(studio, "read_pasted_credits", {"text": text}, make_film(credits_text=ROLL).pk)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_text_of_half_characters_is_read(studio) -> None:
    answer = ask(
        studio,
        "read_pasted_credits",
        {"text": "Editor: A\ud800da Vane"},
        make_film(credits_text=ROLL).pk,
    )
    assert answer.status_code == 200


NEAR = [
    ("Ines Calder", "Inês Calder"),
    ("INÊS CALDER", "Inês Calder"),
    ("Calder, Inês", "Inês Calder"),
    ("I. Calder", "Inês Calder"),
    ("Inês M. Calder", "Inês Calder"),
    ("Inês Caldre", "Inês Calder"),
    ("Inês Calders", "Inês Calder"),
    ("Innes Calder", "Inês Calder"),
    ("Harbor Works", "Harbour Works"),
    ("Harbour Works Ltd", "Harbour Works"),
    ("Bjorn Alm", "Bjørn Alm"),
    ("Tomas Calder", ""),
    ("Inês Varga", ""),
    ("Jan Oak", ""),
    ("Inês", ""),
    ("", ""),
    ("…", ""),
]


def test_near_matches_are_offered() -> None:
    for name in ("Inês Calder", "Bjørn Alm", "Jon Oak", "Mina Okafor"):
        Person.objects.create(name=name)
    Company.objects.create(name="Harbour Works")
    found = match_names(typed for typed, _ in NEAR)
    offered = [(typed, "".join(each.name for each in found[typed].near)) for typed, _ in NEAR]
    assert offered == NEAR
    assert all(found[typed].same == () for typed, _ in NEAR)


def test_matching_many_names_takes_two_queries(django_assert_num_queries) -> None:
    names = [f"Ada{first} Vane{last}" for first in "bcdfghjklm" for last in "nprstvwxyz"]
    Person.objects.bulk_create(
        Person(name=name, slug=str(place)) for place, name in enumerate(names)
    )
    with django_assert_num_queries(2):
        found = match_names(names)
    assert all(len(alike.same) == 1 for alike in found.values())


def test_names_are_found_while_they_are_typed(studio) -> None:
    for name in ("Inês Calder", "Calder Innes", "Rosa Ines"):
        Person.objects.create(name=name)
    assert [each.name for each in find_names("ines")] == ["Inês Calder", "Rosa Ines"]
    assert [each.name for each in find_names("calder i")] == ["Calder Innes"]
    answer = studio.get(reverse("find_names"), {"q": "rosa"}).json()
    assert [answer["people"][who][0] for who in answer["found"]] == ["Rosa Ines"]
    assert studio.get(reverse("find_names"), {"q": "\x00"}).json()["found"] == []


# ---- one of two


def test_a_merge_is_told_then_done_and_the_page_can_go_on_saving(studio) -> None:
    film = make_film(credits_text=ROLL)
    other = make_film("High Water", credits_text="Director: Inês Calder\nEditor: Inês Calder")
    kept = Person.objects.get(name="Inês Calder")
    dropped = Person.objects.get(name="Ines Calder")
    data = page_of(studio, film)
    wanted = {
        "kept": f"p{kept.pk}",
        "dropped": f"p{dropped.pk}",
        "film": film.pk,
        "madeFrom": data["madeFrom"],
    }
    assert ask(studio, "merge_credited", wanted).json() == {"credits": 1, "films": 1}
    assert Person.objects.filter(pk=dropped.pk).exists()
    answer = ask(studio, "merge_credited", wanted | {"sure": True, "keepSpelling": True}).json()
    assert not Person.objects.filter(pk=dropped.pk).exists()
    rows = page_of(studio, film)["rows"]
    assert (rows[0]["who"], rows[0]["name"]) == (f"p{kept.pk}", "Ines Calder")
    assert save(studio, film, rows[:3], made_from=answer["madeFrom"]).status_code == 200
    assert other.credits.filter(person=kept).count() == 2


@pytest.mark.parametrize(
    ("kept", "dropped"), [("p0", "p0"), ("c1", "p1"), ("", ""), ("x1", "p1"), ("p1", "p²")]
)
def test_a_merge_of_what_is_not_there_is_refused(studio, kept, dropped) -> None:
    make_film(credits_text=ROLL)
    answer = ask(studio, "merge_credited", {"kept": kept, "dropped": dropped, "sure": True})
    assert answer.status_code == 400
    assert answer.json()["error"]
