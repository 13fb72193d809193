"""Fills a site with thousands of invented films in seconds, for listings.py."""

# Django's rooms can be imported once the site is made; chance needs a seed, not secrecy; pages
# are written in bulk past Wagtail's tree, which adds them one by one.
# ruff: noqa: PLC0415, S311, SLF001

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

WORDS = (
    *("tide", "harbour", "winter", "letter", "orchard", "signal"),
    *("paper", "river", "lamp", "salt", "bridge", "garden"),
)
COUNTRIES = """
AR AT AU BA BD BE BG BO BR CA CH CL CM CN CO CR CU CV CZ DE DK DO DZ EC EE EG ES ET
FI FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KR KZ LA LB LK LT LU LV
MA MD ME MG MK ML MN MX MY MZ NG NI NL NO NP NZ PA PE PH PK PL PT PY RO RS RW SE SN TN TR
""".split()  # noqa: SIM905
LANGUAGES = """
ar bn bg ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk nl no pl
pt ro ru sr sv tr uk
""".split()  # noqa: SIM905
KINDS = ("documentary", "short", "feature", "music-video", "advertisement", "trailer", "making-of")
ROLES = ("director", "editor", "cinematographer", "composer", "cast", "cast", "producer", "thanks")
BEGAN = datetime(2001, 1, 1, tzinfo=UTC)


def fill(count: int) -> None:
    """Make the films, and who and what they share."""
    from django.db import transaction

    from matinee.catalogue.models import Company, Person, Place, Subject

    chance = random.Random(7)
    with transaction.atomic():
        people = _named(Person, 2000, lambda at: f"{_word(at)} {_word(at // 12)} {at}")
        companies = _named(Company, 300, lambda at: f"{_word(at)} Pictures {at}")
        subjects = _named(Subject, 60, lambda at: f"{_word(at)} {at}")
        places = _named(Place, 150, lambda at: f"{_word(at)} Bay {at}")
        films = _films(count, chance)
        _credits(films, people, companies, chance)
        _topics(films, subjects, places, chance)


def _word(at: int) -> str:
    return WORDS[at % len(WORDS)].capitalize()


def _named(model: Any, count: int, name: Callable[[int], str]) -> list[int]:
    sorted_names = hasattr(model, "usual_sort_name")
    rows = []
    for at in range(count):
        row = model(name=name(at), slug=f"{model.kind}-{at}")
        if sorted_names:
            row.sort_name = row.usual_sort_name()
            row.initial = row.sort_name[0].lower()
        rows.append(row)
    model.objects.bulk_create(rows)
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def _films(count: int, chance: random.Random) -> list[int]:
    """Write pages and films straight into their tables, one film in two with a release."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from matinee.catalogue.models import FilmIndexPage, FilmPage

    index = FilmIndexPage.objects.get()
    releases = _releases(count // 2)
    kind = ContentType.objects.get_for_model(FilmPage)
    shared = {"depth": index.depth + 1, "content_type": kind, "locale": index.locale, "live": True}
    films = []
    for at in range(count):
        title = f"{'The ' if at % 5 == 0 else ''}{_word(chance.randrange(99))} {_word(at)} {at}"
        published = BEGAN + timedelta(hours=at * 21)
        film = FilmPage(
            title=title,
            draft_title=title,
            slug=f"film-{at}",
            path=FilmIndexPage._get_path(index.path, index.depth + 1, at + 1),
            url_path=f"{index.url_path}film-{at}/",
            first_published_at=published,
            last_published_at=published,
            kind=chance.choice(KINDS),
            year=chance.randrange(1960, 2026),
            countries=chance.sample(COUNTRIES, chance.choice((1, 1, 2))),
            languages=chance.sample(LANGUAGES, chance.choice((1, 1, 2))),
            synopsis=" ".join(chance.choices(WORDS, k=40)) + ".",
            body=[("text", f"<p>{' '.join(chance.choices(WORDS, k=300))}</p>")],
            running_time_s=chance.randrange(60, 9000),
            release_id=releases[at // 2] if at % 2 else None,
            **shared,
        )
        film.fill_sort_title()
        films.append(film)
    pages = Page._meta.local_concrete_fields
    Page.objects.bulk_create(
        [
            Page(**{field.attname: getattr(film, field.attname) for field in pages})
            for film in films
        ],
        batch_size=1000,
    )
    ids = dict(Page.objects.filter(depth=index.depth + 1).values_list("path", "pk"))
    for film in films:
        film.page_ptr_id = film.pk = ids[film.path]
    for at in range(0, count, 500):
        FilmPage.objects._insert(
            films[at : at + 500], fields=FilmPage._meta.local_concrete_fields, using="default"
        )
    FilmIndexPage.objects.update(numchild=count)
    return [film.pk for film in films]


def _releases(count: int) -> list[int]:
    from matinee.releases.models import Master, Release

    masters = [
        Master(sha256=f"{at:064x}", file=f"{at}.mov", original_name="cut.mov", size_bytes=9)
        for at in range(count)
    ]
    Master.objects.bulk_create(masters, batch_size=1000)
    ids = list(Master.objects.order_by("pk").values_list("pk", flat=True))
    sizes = [[f"poster-{width}.webp", width] for width in (480, 960, 1280)]
    poster = {"file": "poster-1280.webp", "width": 1280, "height": 720, "time_s": 1.0}
    made = {
        "width": 1280,
        "height": 720,
        "hls": "index.m3u8",
        "dash": "index.mpd",
        "progressive": {"file": "film.mp4", "width": 854, "height": 480, "size_bytes": 9},
        "posters": [{**poster, "sizes": sizes}] * 4,
        "storyboard": None,
        "chapters": [],
        "chapters_vtt": "",
        "video": [],
        "audio": [],
    }
    Release.objects.bulk_create(
        [
            Release(
                key=f"{at:016x}",
                master_id=pk,
                film={**made, "duration_s": 60.0 + at},
                duration_s=60.0 + at,
                width=1280,
                height=720,
                frame_rate="25",
            )
            for at, pk in enumerate(ids)
        ],
        batch_size=500,
    )
    return list(Release.objects.order_by("pk").values_list("pk", flat=True))


def _credits(
    films: list[int], people: list[int], companies: list[int], chance: random.Random
) -> None:
    from matinee.catalogue.models import Credit

    rows = []
    for film in films:
        named = chance.sample(people, len(ROLES))
        rows += [
            Credit(film_id=film, role_key=role, person_id=pk, sort_order=at)
            for at, (role, pk) in enumerate(zip(ROLES, named, strict=True))
        ]
        rows.append(
            Credit(
                film_id=film,
                role_key="production-company",
                company_id=chance.choice(companies),
                sort_order=len(ROLES),
            )
        )
    Credit.objects.bulk_create(rows, batch_size=2000)


def _topics(
    films: list[int], subjects: list[int], places: list[int], chance: random.Random
) -> None:
    from matinee.catalogue.models import FilmPlace, FilmSubject

    # Half of the films share one subject, as on a site that has a theme.
    FilmSubject.objects.bulk_create(
        [
            FilmSubject(film_id=film, subject_id=pk, sort_order=at)
            for film in films
            for at, pk in enumerate(
                {subjects[0 if chance.random() < 0.5 else 1], *chance.sample(subjects[2:], 2)}
            )
        ],
        batch_size=2000,
    )
    FilmPlace.objects.bulk_create(
        [FilmPlace(film_id=film, place_id=chance.choice(places), sort_order=0) for film in films],
        batch_size=2000,
    )
