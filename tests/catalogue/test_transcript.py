"""A film's words as pages: set in paragraphs, baked with their files, and led on when they move."""

import gzip
import time

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue.gather.film import film_page
from matinee.catalogue.gather.transcript import transcript_pages
from matinee.catalogue.models import FilmChapter
from matinee.catalogue.published import ChapterMark
from matinee.catalogue.transcript_paragraphs import paragraphs
from matinee.media.captions.cues import Cue, write_vtt
from matinee.publishing.bake import bake_pending
from matinee.releases.models import CaptionTrack
from tests.catalogue.made_films import make_film, make_release
from tests.catalogue.whole_films import whole_film


def cues(*said: tuple[float, float, str]) -> list[Cue]:
    return [Cue(*each) for each in said]


def read(*said: tuple[float, float, str], chapters=()) -> list[str]:
    """Return the paragraphs in short: chapter, speaker or dash, then the lines; sounds in stars."""
    lines = []
    for each in paragraphs(cues(*said), [ChapterMark(*mark) for mark in chapters]):
        words = " / ".join(f"*{one.words}*" if one.sound else one.words for one in each.lines)
        chapter = f"# {each.chapter} # " if each.chapter else ""
        lines.append(chapter + (f"{each.speaker}: " if each.speaker else "– " * each.turn) + words)
    return lines


TIDE = (0, 2, "The tide is late today.")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        # By pause: after a sentence a short one, within it only a long one.
        ([TIDE, (2.1, 4, "It came.")], ["The tide is late today. / It came."]),
        ([TIDE, (4, 6, "It came.")], ["The tide is late today.", "It came."]),
        ([(0, 2, "The tide"), (4.5, 6, "is late.")], ["The tide / is late."]),
        ([(0, 2, "The tide."), (9, 10, "is late")], ["The tide.", "is late"]),
        ([(0, 2, "The tide"), (9, 10, "is late.")], ["The tide", "is late."]),
        # Where nothing ends a sentence, the pause alone tells.
        ([(0, 2, "the tide"), (4.5, 6, "is late")], ["the tide", "is late"]),
        # By voice, which holds for its own cue.
        (
            [(0, 1, "<v Ana>Where?"), (1, 2, "<v.low Ana>When?</v>"), (2, 3, "<v Ben>&lt;Here>")],
            ["Ana: Where? / When?", "Ben: <Here>"],
        ),
        ([(0, 1, "<v Ana>Where?\n<v Ben>Here.")], ["Ana: Where?", "Ben: Here."]),
        ([(0, 1, "<v Ana>Where?"), (1, 2, "Nobody knows.")], ["Ana: Where?", "– Nobody knows."]),
        ([(0, 1, "<v Ana>Where?"), (1, 2, "[wind]")], ["Ana: Where? / *[wind]*"]),
        # By dash, but not one that goes on with a sentence, nor one before a number.
        ([(0, 1, "- Where?\n- Here, by\nthe sea.")], ["– Where?", "– Here, by the sea."]),
        ([TIDE, (2, 3, "—¿Sí?")], ["The tide is late today.", "– ¿Sí?"]),
        ([(0, 1, "I said"), (1, 2, "—and meant—"), (2, 3, "-5 degrees.")],
         ["I said / —and meant— / -5 degrees."]),
        # By a name in capitals, which holds on; a colon alone names nobody.
        (
            [(0, 1, "PILOT: Cast off"), (1, 2, "now."), (2, 3, "-PILOT: Go."), (3, 4, "MAN 2: No")],
            ["PILOT: Cast off / now. / Go.", "MAN 2: No"],
        ),
        ([(0, 1, "He said: come. I: no. 10:30 now.")], ["He said: come. I: no. 10:30 now."]),
        # Sounds stand apart; round brackets are one only at the beginning of a line.
        (
            [(0, 1, "[door slams] Who (if any) is it?"), (1, 2, "(music)"), (2, 3, "【風】")],
            ["*[door slams]* / Who (if any) is it? / *(music)* / *【風】*"],
        ),
        ([(0, 1, "ANA: (sighs) I know.")], ["ANA: *(sighs)* / I know."]),
        # No space comes between letters that know none.
        ([(0, 1, "潮は\n遅い。<i>今</i>"), (1, 2, "물이\n늦다.")], ["潮は遅い。今 / 물이 늦다."]),
        ([(0, 1, "<i> </i>")], []),
    ],
)  # fmt: skip
def test_words_are_set_in_paragraphs(said, wanted) -> None:
    assert read(*said) == wanted


def test_a_chapter_begins_where_its_first_words_do() -> None:
    said = [TIDE, (2, 3, "It came."), (60, 62, "<v Ana>Yes"), (62, 64, "<v Ana>and no.")]
    assert read(*said, chapters=[(61.9, "Flow"), (0, "Ebb"), (30, "Silence"), (59, "Slack")]) == [
        "# Ebb # The tide is late today. / It came.",
        "# Slack # Ana: Yes",
        "# Flow # Ana: and no.",
    ]


def test_a_paragraph_ends_with_a_sentence_and_none_goes_on_for_ever() -> None:
    spoken = paragraphs(Cue(at, at + 1, f"{'word ' * 19}word.") for at in range(20))
    assert [len(each.lines) for each in spoken] == [6, 6, 6, 2]
    endless = paragraphs(
        [*cues((0, 1, "One. Two.")), *(Cue(1, 2, "word " * 20) for _ in range(20))]
    )
    assert max(len(each.lines) for each in endless) < 14
    assert len({each.anchor for each in endless}) == len(endless)


@pytest.mark.parametrize("mark", ["[", "(\n", "<v a", "!"])
def test_words_of_nothing_but_marks_are_read_in_one_go(mark: str) -> None:
    began = time.process_time()
    paragraphs(cues((0, 1, f"{mark * 20_000}a")))
    assert time.process_time() - began < 2


def test_the_moment_is_never_after_the_words() -> None:
    times = {0: "0", 12.5: "12.5", 12.3: "12.3", 8.2: "8.2", 4.99: "4.9", 10754.25: "10754.2"}
    spoken = paragraphs(Cue(at, at + 0.1, "Word") for at in times)
    assert [line.moment for each in spoken for line in each.lines] == list(times.values())


def spoken(release, site, language: str, *said: tuple[float, float, str], **more) -> CaptionTrack:
    """Keep captions of these words, as the site keeps them."""
    vtt = write_vtt(cues(*said))
    name = f"captions/{language}{abs(hash(vtt))}.vtt"
    (site.media / name).parent.mkdir(exist_ok=True)
    (site.media / name).write_text(vtt, "utf-8")
    track, _ = CaptionTrack.objects.update_or_create(
        master=release.master, language=language, defaults={"label": language, "file": name, **more}
    )
    bake_pending()
    return track


@pytest.fixture
def film(home, site):
    """Return a film with words in Arabic, which it is not spoken in, and in English."""
    release = make_release()
    spoken(release, site, "ar", (1, 3, "المد متأخر."))
    spoken(release, site, "en", TIDE, (4, 6, "It <b>came</b> & went."), automatic=True)
    film = make_film(master=release.master, languages=("en",), year=2024)
    bake_pending()
    return film


def page(site, address: str) -> BeautifulSoup:
    return BeautifulSoup((site.public / address[1:] / "index.html").read_bytes(), "html.parser")


def test_each_language_is_a_page(film, site, settings) -> None:
    english = page(site, "/films/low-water/transcript/")
    article = english.article
    assert [(p["id"], p.a["href"], p.a.text) for p in article("p")] == [
        ("t0", "#t0", "0:00"),
        ("t4", "#t4", "0:04"),
    ]
    assert [(a["href"], a.text) for a in article("a", class_=None)] == [
        ("/films/low-water/#t=0", "The tide is late today."),
        ("/films/low-water/#t=4", "It came & went."),
    ]
    assert article["lang"] == "en"
    assert article.h2.text == "Ebb"
    assert english.select_one(".automatic").text.startswith("Automatic: ")
    ways = {a["hreflang"]: (a["href"], a.text) for a in english.select(".tongues a")}
    assert ways["ar"] == ("/films/low-water/transcript/ar/", "العربية")
    told = {link["hreflang"]: link["href"] for link in english.select("link[hreflang]")}
    assert told == {
        "en": "/films/low-water/transcript/",
        "ar": "/films/low-water/transcript/ar/",
    }
    arabic = page(site, "/films/low-water/transcript/ar/")
    assert (arabic.article["dir"], arabic.article["lang"]) == ("rtl", "ar")
    assert arabic.select_one(".automatic") is None
    assert page(site, film.address).select_one(".to-words a")["href"] == english_address(film)


def english_address(film) -> str:
    return f"{film.address}transcript/"


def test_the_words_can_be_taken_along(film, site) -> None:
    folder = site.public / "films/low-water/transcript"
    assert (folder / "en.txt").read_text() == (
        "Low Water (2024)\n/films/low-water/transcript/\n"
        "Heard by a machine; nobody has been over it yet.\n\n"
        "# Ebb\n\nThe tide is late today.\n\nIt came & went.\n"
    )
    track = CaptionTrack.objects.get(language="en")
    assert (folder / "en.vtt").read_bytes() == (site.media / track.file).read_bytes()
    assert "00:00:04,000 --> 00:00:06,000" in (folder / "en.srt").read_text()
    assert (folder / "ar.txt").exists()


def test_request_and_file_are_equal(film, site, client) -> None:
    for way in ("", "ar/"):
        answer = client.get(f"/films/low-water/transcript/{way}")
        assert (
            answer.content
            == (site.public / f"films/low-water/transcript/{way}index.html").read_bytes()
        )
    assert client.get("/films/low-water/transcript/en/")["location"] == english_address(film)
    assert client.get("/films/low-water/transcript/fr/").status_code == 404
    assert client.get("/films/none/transcript/").status_code == 404


def test_the_pages_follow_the_film(film, site, client) -> None:
    release = film.release
    spoken(release, site, "en", (0, 2, "The tide is early."))
    here = site.public / "films/low-water/transcript"
    assert b"is early" in (here / "index.html").read_bytes()
    assert b"Automatic" in (here / "index.html").read_bytes()
    CaptionTrack.objects.filter(language="en").get().delete()
    film.chapters = [FilmChapter(start_s=0, title="Flood")]
    film.save_revision().publish()
    bake_pending()
    assert "متأخر".encode() in (here / "index.html").read_bytes()
    assert b"Flood" in (here / "index.html").read_bytes()
    assert sorted(each.name for each in here.iterdir()) == [
        "ar.srt",
        "ar.txt",
        "ar.vtt",
        "index.html",
    ]
    film.slug = "ebb"
    film.save_revision().publish()
    bake_pending()
    assert not here.exists()
    moved = client.get("/films/low-water/transcript/")
    assert (moved.status_code, moved["location"]) == (301, "/films/ebb/transcript/")
    lines = (site.public / "_redirects").read_text().splitlines()
    assert "/films/low-water/transcript/* /films/ebb/transcript/:splat 301" in lines
    film.unpublish()
    bake_pending()
    assert not (site.public / "films/ebb").exists()
    assert client.get("/films/ebb/transcript/").status_code == 404


def test_a_page_in_another_language_leads_to_the_words_of_the_film_it_shows(film, site) -> None:
    other = whole_film("Maré baixa", translation_of=film, page_language="pt")
    assert {track.transcript for track in film_page(other).screen.text_tracks} == {
        "/films/low-water/transcript/",
        "/films/low-water/transcript/ar/",
    }
    assert transcript_pages([other.pk]) == {}


def test_captions_that_are_gone_give_a_page_that_says_so(film, site) -> None:
    for track in CaptionTrack.objects.all():
        (site.media / track.file).unlink()
        track.save()
    bake_pending()
    assert "no words" in page(site, "/films/low-water/transcript/").select_one(".empty").text
    assert not (site.public / "films/low-water/transcript/en.txt").exists()


def test_many_films_ask_no_more_than_one(film, site) -> None:
    second = make_release(2)
    spoken(second, site, "en", TIDE)
    another = make_film("Slack", master=second.master)
    asked = []
    for ids in ([film.pk], [film.pk, another.pk]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(transcript_pages(ids)) == len(ids)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_three_hours_of_speech_are_one_light_page(film, site) -> None:
    # Words are as often as in a language (Zipf), so that they pack as a language does.
    import random

    rng = random.Random(5)
    letters = "etaoinshrdlucmfwypvbgk"
    words = [
        "".join(rng.choices(letters, weights=range(22, 0, -1), k=rng.randint(2, 9)))
        for _ in range(6000)
    ]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    said = [
        (
            at * 4.0,
            at * 4.0 + 3.1 + rng.random(),
            " ".join(rng.choices(words, weights, k=10)) + rng.choice(",."),
        )
        for at in range(2700)
    ]
    spoken(film.release, site, "en", *said)
    folder = site.public / "films/low-water/transcript"
    html, text = (
        len(gzip.compress((folder / name).read_bytes())) for name in ("index.html", "en.txt")
    )
    assert html < 1.6 * text
