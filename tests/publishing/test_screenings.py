"""Coming screenings stand in a calendar file, and turn past when their day is over."""

import datetime as dt

import pytest
from django.db import transaction

from matinee.catalogue.gather.film import film_page
from matinee.catalogue.models import Screening
from matinee.publishing.bake import bake_all
from matinee.publishing.days import turn_the_day
from matinee.publishing.models import PendingBake
from matinee.publishing.screenings_calendar import screenings_calendar
from tests.catalogue.whole_films import credit, whole_film

DAY = dt.date(2026, 3, 5)
TRICKY = "Sal & Mar; a talk, with \\ and\nEND:VCALENDAR"


def calendar(*screenings: Screening, title: str = "Tide") -> bytes:
    film = whole_film(title, [credit("director", "Ines Calder")], screenings=screenings)
    (file,) = screenings_calendar(film_page(film, today=DAY))
    assert file.address.endswith("/screenings.ics")
    return file.content


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.usefixtures("home")
def test_a_calendar_is_of_the_standard() -> None:
    timed = Screening(on=DAY, at=dt.time(19, 30), venue="Ria", town="Alvor", note=TRICKY)
    content = calendar(timed, Screening(on=DAY, venue="Ünïcödé " * 20), title="Água, sal; mar")
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")
    told = unfolded(content)
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 2
    assert told.count("END:VCALENDAR") == 1
    assert "DTSTART:20260305T193000" in told
    assert "DTSTART;VALUE=DATE:20260305" in told
    assert "SUMMARY:Água\\, sal\\; mar" in told
    assert "LOCATION:Ria\\, Alvor" in told
    assert "DESCRIPTION:Sal & Mar\\; a talk\\, with \\\\ and\\nEND:VCALENDAR" in told
    assert len({line for line in told if line.startswith("UID:")}) == 2


@pytest.mark.usefixtures("home")
def test_a_uid_stays_when_the_words_change() -> None:
    showing = Screening(on=DAY, venue="Ria")
    film = whole_film("Tide", screenings=[showing])

    def uid() -> str:
        (file,) = screenings_calendar(film_page(film, today=DAY))
        return next(line for line in unfolded(file.content) if line.startswith("UID:"))

    before = uid()
    film.title = "Neap"
    film.screenings = [Screening(on=DAY, venue="Ria", note="with a talk")]
    assert uid() == before


@pytest.mark.usefixtures("home")
def test_past_screenings_have_no_calendar() -> None:
    film = whole_film("Tide", screenings=[Screening(on=DAY, venue="Ria")])
    assert list(screenings_calendar(film_page(film, today=DAY + dt.timedelta(1)))) == []


@pytest.mark.usefixtures("home")
def test_the_day_turns_once_and_marks_what_passed(site) -> None:
    today = dt.date.today()  # noqa: DTZ011 - the tests' site is in UTC, as is this machine's day
    passed = whole_film("Tide", screenings=[Screening(on=today, venue="Ria")])
    whole_film("Neap", screenings=[Screening(on=today + dt.timedelta(9), venue="Ria")])
    translated = whole_film("Maré", translation_of=passed, page_language="pt")
    assert not bake_all().failed
    ics = site.public / "films/tide/screenings.ics"
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert turn_the_day(today) == 0
    assert turn_the_day(today) == 0
    # Marks are baked, and so gone, as soon as a transaction commits.
    with transaction.atomic():
        assert turn_the_day(today + dt.timedelta(1)) == 2
        keys = set(PendingBake.objects.values_list("key", flat=True))
    assert keys == {f"film:{passed.pk}", f"film:{translated.pk}"}
    assert turn_the_day(today + dt.timedelta(1)) == 0
