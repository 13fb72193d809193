"""A film's title and byline, as the trade and as its credits write them."""

import pytest

from matinee.catalogue.gather.facts import first_sentence
from matinee.catalogue.gather.film import film_page
from matinee.catalogue.gather.films import film_cards
from matinee.catalogue.models import Credit
from tests.catalogue.whole_films import credit, whole_film

pytestmark = pytest.mark.usefixtures("home")

BAND = ("artist", "THE LOW LAMPS")
GUEST = ("featured-artist", "Ana Berg")
DIRECTOR = ("director", "Mina Okafor")
BRAND = ("brand", "BRACKWELL")
SONG, ADVERT = "music-video", "advertisement"


@pytest.mark.parametrize(
    ("kind", "credits", "title", "byline"),
    [
        (SONG, (BAND, DIRECTOR), "THE LOW LAMPS – Tide", "Directed by Mina Okafor"),
        (SONG, (BAND, GUEST), "THE LOW LAMPS feat. Ana Berg – Tide", ""),
        (SONG, (DIRECTOR,), "Tide", "Directed by Mina Okafor"),
        (SONG, (("artist", "Mina Okafor"), DIRECTOR), "Mina Okafor – Tide",
         "Directed by Mina Okafor"),
        (ADVERT, (DIRECTOR, BRAND), "Mina Okafor – BRACKWELL, Tide", ""),
        (
            ADVERT,
            (DIRECTOR, BRAND, ("artist", "Ana Berg")),
            "Mina Okafor – BRACKWELL, Tide featuring Ana Berg",
            "",
        ),
        (ADVERT, (DIRECTOR,), "Tide", "Directed by Mina Okafor"),
        ("short", (DIRECTOR, BAND), "Tide", "A film by Mina Okafor"),
    ],
)  # fmt: skip
def test_a_title_is_printed_as_the_trade_writes_it(kind, credits, title, byline) -> None:
    film = whole_film("Tide", [credit(*each) for each in credits], kind=kind)
    page = film_page(film)
    names = ", ".join(name.name for name in page.byline)
    assert page.title == title
    assert f"{page.printed.before}{page.printed.own}{page.printed.after}" == title
    assert page.printed.own == "Tide"
    assert f"{page.byline_label} {names}".strip() == byline
    card = film_cards([film])[0]
    assert (card.title, card.byline) == (title, page.byline)


def test_an_editor_may_have_the_title_plain() -> None:
    film = whole_film("Tide", [credit(*BAND), credit(*DIRECTOR)], kind=SONG, title_form="plain")
    assert film_page(film).title == "Tide"


def test_names_are_printed_as_the_film_prints_them() -> None:
    band = credit("artist", "THE LOW LAMPS", name_as_printed="Low Lamps")
    assert film_page(whole_film("Tide", [band, band.__class__(
        role_key="artist", company=band.company, name_as_printed="Low Lamps"
    )], kind=SONG)).title == "Low Lamps – Tide"  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "wording"),
    [
        (["Text, photographs and film"], "Text, photographs and film:"),
        (["Directed by"], "Directed by"),
        ([""], "A film by"),
        (["Film", "Pictures"], "A film by"),
        (["Film", "Film"], "Film:"),
    ],
)
def test_the_byline_has_the_makers_own_wording(labels, wording) -> None:
    credits = [credit("filmmaker", f"Maker {n}", label=label) for n, label in enumerate(labels)]
    page = film_page(whole_film("Tide", credits))
    assert page.byline_label == wording
    assert len(page.byline) == len(labels)


def test_nobody_stands_twice_in_a_byline() -> None:
    credits = [
        credit("director", "Ines Calder"),
        credit("director", "Jo Lind", joiner="&"),
        credit("filmmaker", "Ines Calder", name_as_printed="I. Calder"),
        Credit(role_key="director", name_as_printed="A Friend"),
        Credit(role_key="director", name_as_printed="A Friend"),
    ]
    names = film_page(whole_film("Tide", credits)).byline
    assert [(name.name, name.joiner) for name in names] == [
        ("Ines Calder", ""),
        ("Jo Lind", "&"),
        ("A Friend", ""),
    ]


def test_a_card_has_the_line_else_the_first_sentence() -> None:
    told = "She waits for the tide as her mother did before her in that bay. Nothing else happens."
    film = whole_film("Tide", synopsis=told)
    assert film_cards([film])[0].line == told.partition(" Nothing")[0]
    film.logline = "A woman waits."
    assert film_cards([film])[0].line == "A woman waits."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Dr. Reyes counts. Then she counts again, and all the while the water comes. End.",
         "Dr. Reyes counts. Then she counts again, and all the while the water comes."),
        ("Short. Shorter.", "Short. Shorter."),
        ("", ""),
        ("One.\nTwo.", "One."),
    ],
)  # fmt: skip
def test_a_first_sentence_is_no_abbreviation(text, line) -> None:
    assert first_sentence(text) == line
