"""What is found: in each language, across captions, at once after a change, and never a secret."""

import time

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from matinee.catalogue.models import FilmPage, Person
from matinee.programmes.models import ProgrammeIndexPage, ProgrammePage
from matinee.search import saying
from matinee.search.asking import ask
from matinee.search.folding import VERSION
from matinee.search.index import begin_anew_if_folded_otherwise
from matinee.search.models import IndexedThing, PendingWords, SpokenBlock, SpokenTrack
from tests.catalogue.made_films import make_film, make_release, plant_tree
from tests.search.said_films import indexed, say, speaking_film


@pytest.fixture
def home(db, site):
    home = plant_tree()
    PendingWords.objects.all().delete()
    return home


def marked(text, spans):
    return [text[start:end] for start, end in spans]


def said(question, **options):
    """Return what is marked in each line that is found."""
    return [
        marked(line.words, line.spans)
        for each in ask(question, **options).sayings
        for line in each.lines
    ]


def named(question):
    return [(each.kind, each.title) for each in ask(question).things]


SPOKEN = {
    "en": ("The harbour wasn't empty.", "We waited for the tide, Miss O'Hara."),
    "fr": ("L’été dernier, j'ai vu l'eau.", "Où êtes-vous allée, mon cœur ?"),
    "de": ("Die Straße nach Köln war lang.", "Frau Mueller hört die Übung."),
    "es": ("Mañana volverá el niño.", "¿Quién sabe qué pasó después?"),
    "ko": ("우리는 학교에서 만났어요.", "바다가 보이는 집을 찾고 있어."),
    "ar": ("ذَهَبْتُ إلى المَدرَسة.", "والكتاب على الطاولة في بيتنا، أحمد."),
    "ja": ("東京都に行きたいです。", "映画を見ましょう。"),
}
FOUND = [
    ("harbour", ["harbour"]),
    ("HARB", ["harbour"]),
    ("wasnt", ["wasn't"]),
    ("ohara", ["O'Hara"]),
    ("ete", ["été"]),
    ("l'eau", ["eau"]),
    ("coeur", ["cœur"]),
    ("strasse", ["Straße"]),
    ("koeln", ["Köln"]),
    ("müller", ["Mueller"]),
    ("ubung", ["Übung"]),
    ("manana", ["Mañana"]),
    ("niño", ["niño"]),
    ("despues", ["después"]),
    ("학교", ["학교에서"]),
    ("바다", ["바다가"]),
    ("차", ["찾고"]),
    ("مدرسه", ["المَدرَسة"]),
    ("كتاب", ["والكتاب"]),
    ("الكتاب", ["والكتاب"]),
    ("الى", ["إلى"]),
    ("احمد", ["أحمد"]),
    ("東京", ["東京"]),
    ("映画", ["映画"]),
    ("京", ["京都"]),
    ('"mon coeur"', ["mon", "cœur"]),
    ('"東京都に"', ["東京都に"]),
]


def test_each_language_is_found(home):
    for number, (language, lines) in enumerate(SPOKEN.items()):
        speaking_film(f"Film {number}", language, *lines, number=number + 1)
    indexed()
    assert {question: said(question) for question, _ in FOUND} == {
        question: [marks] for question, marks in FOUND
    }


def test_a_phrase_runs_across_captions_and_passages(home):
    lines = [f"Line{at} has seven words of its own" for at in range(60)]
    speaking_film("Low Water", "en", *lines)
    indexed()
    whole = " ".join(lines).split()
    missed = [
        at
        for at in range(0, len(whole) - 4, 3)
        if not said('"{}"'.format(" ".join(whole[at : at + 4])))
    ]
    assert missed == []
    (line,) = ask('"its own line12 has"').sayings[0].lines
    assert marked(line.words, line.spans) == ["its", "own", "Line12", "has"]
    assert line.start_s == pytest.approx(11 * 3.1)
    long = " ".join(whole[5:30])
    assert len(said(f'"{long}"')) == 1
    assert said(f'"{long} never"') == said('"own its"') == []


def test_words_of_one_passage_are_found_together(home):
    lines = ["The lamp.", *["Nothing."] * 5, "A bell.", *["Nothing."] * 30, "A ship."]
    speaking_film("Low Water", "en", *lines)
    indexed()
    assert said("lamp bell") == [["lamp"], ["bell"]]
    assert said("lamp ship") == []
    each = ask("nothing").sayings[0]
    assert (len(each.lines), each.count) == (3, 19)


def test_names_come_in_order(home):
    make_film("The River", synopsis="About water.", credits_text="Editor: Rui Sanches")
    make_film("Water", original_title="Acqua alta", credits_text="Director: Ines Waterman")
    make_film("Waterline", credits_text="")
    parent = ProgrammeIndexPage.objects.get()
    parent.add_child(instance=ProgrammePage(title="Low Water", slug="low-water"))
    Person.objects.create(name="Water Ghost", slug="water-ghost")
    indexed()
    assert named("water")[:2] == [("film", "Water"), ("film", "Waterline")]
    assert set(named("water")[2:]) == {
        ("person", "Ines Waterman"), ("programme", "Low Water"), ("film", "The River"),
    }  # fmt: skip
    assert named("acqua") == [("film", "Water")]
    assert named("sanches rui") == [("person", "Rui Sanches"), ("film", "The River")]
    pages, after = [], ""
    while after or not pages:
        page = ask("water", after=after, limit=2)
        pages.append([each.title for each in page.things])
        after = page.next
    assert [title for page in pages for title in page] == [each for _, each in named("water")]
    person = Person.objects.get(name="Rui Sanches")
    person.name, person.sort_name = "Rui Sá", ""
    person.save()
    indexed()
    assert named("rui sa") == [("person", "Rui Sá"), ("film", "The River")]
    assert named("sanches") == []


def test_a_name_is_found_anew_wherever_it_stands(home):
    film = make_film("The River", credits_text="Editor: Rui Sanches")
    person = Person.objects.get(name="Rui Sanches")
    other = make_film("Der Fluss", credits_text="")
    other.translation_of, other.page_language = film, "de"
    other.save()
    chosen = ProgrammePage(title="Low Water", slug="low-water", chosen_by=person)
    ProgrammeIndexPage.objects.get().add_child(instance=chosen)
    indexed()
    everywhere = {"Rui Sanches", "The River", "Der Fluss", "Low Water"}
    assert {title for _, title in named("sanches")} == everywhere
    person.name, person.sort_name = "Rui Sá", ""
    person.save()
    indexed()
    assert named("sanches") == []
    assert {title for _, title in named("rui sa")} == everywhere - {"Rui Sanches"} | {"Rui Sá"}
    film = FilmPage.objects.get(pk=film.pk)
    film.credits.set([])
    film.save()
    indexed()
    assert named("rui sa") == [("programme", "Low Water")]
    person.delete()
    indexed()
    assert named("rui sa") == []


def test_what_changes_is_found_anew_and_what_goes_is_not(home):
    film = speaking_film("Low Water", "en", "The harbour.", "A lamp.")
    master = film.master
    indexed()
    assert said("harbour") == [["harbour"]]
    track = say(master, "en", "A lighthouse.", "A lamp.", automatic=False)
    indexed()
    assert (said("harbour"), said("lighthouse")) == ([], [["lighthouse"]])
    assert not ask("lighthouse").sayings[0].automatic
    assert SpokenTrack.objects.count() == SpokenBlock.objects.count() == 1
    film = FilmPage.objects.get(pk=film.pk)
    film.unpublish()
    # At once, before any worker comes.
    assert ask("lamp").sayings == ask("low").things == ()
    indexed()
    assert not SpokenTrack.objects.exists()
    assert indexed_words() == []
    film.save_revision().publish()
    indexed()
    assert said("lamp") == [["lamp"]]
    restriction = PageViewRestriction.objects.create(page=film, restriction_type="login")
    assert ask("lamp").sayings == ask("low").things == ()
    restriction.delete()
    indexed()
    assert said("lamp") == [["lamp"]]
    # Another cut of the film, in which nobody speaks.
    film = FilmPage.objects.get(pk=film.pk)
    film.master = make_release(2).master
    film.save()
    assert said("lamp") == []
    indexed()
    assert not SpokenTrack.objects.exists()
    film.master = master
    film.save()
    indexed()
    assert said("lamp") == [["lamp"]]
    track.delete()
    indexed()
    assert said("lamp") == []
    film.delete()
    indexed()
    assert named("low") == []


def indexed_words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM search_word")
        return cursor.fetchall()


def test_a_save_leaves_one_row_and_nothing_is_written_twice(home):
    film = speaking_film("Low Water", "en", "The harbour.")
    indexed()
    entry = IndexedThing.objects.get(kind="film")
    film.save()
    assert list(PendingWords.objects.values_list("key", flat=True)) == [f"film:{film.pk}"]
    indexed()
    assert IndexedThing.objects.get(kind="film").pk == entry.pk
    assert indexed() == 0


def test_what_cannot_be_read_keeps_nothing_else_waiting(home, caplog):
    strange, other = make_film("Low Water"), make_film("High Water")
    FilmPage.objects.filter(pk=strange.pk).update(kind="no kind of film")
    indexed()
    assert named("water") == [("film", other.title)]
    assert f"film:{strange.pk} cannot be searched" in caplog.text


def test_another_folding_has_all_indexed_anew(home):
    speaking_film("Low Water", "en", "The harbour.")
    indexed()
    SpokenTrack.objects.update(folding="0/older")
    begin_anew_if_folded_otherwise()
    assert said("harbour") == []
    indexed()
    assert said("harbour") == [["harbour"]]
    assert SpokenTrack.objects.get().folding == VERSION


def test_a_common_word_is_told_film_by_film(home, monkeypatch):
    monkeypatch.setattr(saying, "AT_ONCE", 5)
    films = [
        speaking_film(f"Film {at}", "en", *["The tide."] * 60, f"Tides {at}.", number=at + 1).pk
        for at in range(5)
    ]
    indexed()
    pages, after = [], ""
    while after or not pages:
        page = ask("tide", after=after, limit=2)
        pages.append([each.film_pk for each in page.sayings])
        after = page.next
    assert [pk for page in pages for pk in page] == films[::-1]
    assert max(map(len, pages)) == 2


HOSTILE = [
    "", '"', '""', "'", "\x00", "a\x00b", "*", "^a", "NEAR(tide, 2)", "title:tide", "tide AND",
    "-tide", "{a b}: c", "(" * 500, '"tide' * 500, "tide " * 2000, "x" * 10_000, "🎬" * 3000,
    "\u202e\u2067tide\u2069", "\ud800tide", "%s %(a)s", "'; DROP TABLE search_word; --",
    "ا" * 5000, "با تا سا فا كا لا ما نا وا يا دا", "어" * 5000,
    "어 가 나 다 라 마 바 사 아 자 차", "東" * 5000, "\u0301" * 500, "tide\u0301*:&|!<->",
    "𝕿𝖎𝖉𝖊", "ﷺ",
]  # fmt: skip


def test_nothing_typed_is_an_error_or_takes_long(home):
    speaking_film("Tide", "en", "The tide, the tide.")
    stems = [first + second for first in "بتسفكلمنويد" for second in "اوي"]
    speaking_film("Mad", "ar", *(f"{stem}{end}" for stem in stems for end in "رسم"), number=2)
    indexed()
    began = time.process_time()
    for typed in HOSTILE:
        found = ask(typed, limit=5)
        assert len(found.asked) <= 200
    assert time.process_time() - began < 5
    assert said("𝕿𝖎𝖉𝖊") == [["tide", "tide"]]
    for after in ("x", "9999999.1-2", "end.end", "0.1-5-99999999999999999999", ".", "-1.0-0-0"):
        ask("tide", after=after)
