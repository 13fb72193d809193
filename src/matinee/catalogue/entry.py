"""Enter a film from what someone typed: its page, with its people and companies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision
from wagtail.rich_text import RichText

from matinee.catalogue.addresses import first_free, make_slug
from matinee.catalogue.blocks import LinkBlock
from matinee.catalogue.code_fields import read_codes
from matinee.catalogue.credits_text import ParsedCredit, read_credits
from matinee.catalogue.models import (
    Company,
    Credit,
    FilmIndexPage,
    FilmPage,
    FilmPlace,
    FilmSubject,
    Person,
    Place,
    Subject,
)
from matinee.media.errors import Refused
from matinee.releases.models import Master


@dataclass(frozen=True)
class FilmEntry:
    """A film as typed. Countries and languages are names or codes; *_html is rich text.

    `credits_text` is read as `read_credits` does; `support` has (label, address) pairs.
    """

    title: str
    master: Master | None = None
    year: int | None = None
    kind: str = FilmPage.Kind.SHORT
    synopsis: str = ""
    credits_text: str = ""
    draft: bool = False
    original_title: str = ""
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    body_html: str = ""
    statement_html: str = ""
    rights: str = ""
    support_text: str = ""
    support: tuple[tuple[str, str], ...] = ()


def enter_film(entry: FilmEntry) -> FilmPage:
    """Make the film's page and return it; unless it is a draft, it is published.

    A page whose master has not been encoded yet is published when that is done.

    People and companies are matched by their exact names, and made where they are new.
    All of it is made or nothing.

    Raises Refused when something typed cannot be read, before anything is made.
    """
    credits = read_credits(entry.credits_text)
    film = _read_film(entry)
    with transaction.atomic():
        index = FilmIndexPage.objects.first()
        if index is None:
            raise Refused("no-site", "This site has no list of films.", "Run `matinee new` first.")
        taken = index.get_children().values_list("slug", flat=True)
        film.slug = first_free(make_slug(film.title, "film"), set(taken))
        film.film_subjects.set(
            FilmSubject(subject=Subject.objects.get_or_create(name=name)[0], sort_order=place)
            for place, name in enumerate(entry.subjects)
        )
        film.film_places.set(
            FilmPlace(place=Place.objects.get_or_create(name=name)[0], sort_order=place)
            for place, name in enumerate(entry.places)
        )
        film.credits.set(_credits(credits))
        index.add_child(instance=film)
        revision = film.save_revision()
        if not entry.draft:
            _publish(film, revision)
    return FilmPage.objects.get(pk=film.pk)


def _publish(film: FilmPage, revision: Revision) -> None:
    """Publish the page; one whose film is still to be made opens when that is verified."""
    if film.master is None or film.release is not None:
        revision.publish()
        return
    film.opens_when_ready = True
    film.save(clean=False, update_fields=["opens_when_ready"])


def _read_film(entry: FilmEntry) -> FilmPage:
    """Return the page, not saved and without people, everything in it checked."""
    film = FilmPage(
        title=entry.title.strip(),
        master=entry.master,
        year=entry.year,
        kind=entry.kind,
        synopsis=entry.synopsis.strip(),
        original_title=entry.original_title.strip(),
        statement=entry.statement_html,
        rights=entry.rights.strip(),
        support_text=entry.support_text.strip(),
        live=False,
    )
    try:
        film.countries = read_codes("country", list(entry.countries))
        film.languages = read_codes("language", list(entry.languages))
        if entry.body_html:
            film.body = [("text", RichText(entry.body_html))]
        link = LinkBlock()
        film.support_links = [
            ("link", link.clean(link.to_python({"label": label, "href": href})))
            for label, href in entry.support
        ]
        film.clean_fields(exclude={"path", "depth", "slug", "url_path", "content_type", "locale"})
    except ValidationError as error:
        raise Refused("film", _first_sentence(error), "Mend that and try again.") from error
    return film


def _credits(typed: Iterable[ParsedCredit]) -> Iterable[Credit]:
    for place, credit in enumerate(typed):
        who = _person_or_company(credit)
        yield Credit(
            sort_order=place,
            role_key=credit.role.key,
            label=credit.label,
            person=who if isinstance(who, Person) else None,
            company=who if isinstance(who, Company) else None,
            name_as_printed=_name_as_printed(credit),
            on_behalf_of=credit.on_behalf_of,
            for_word=credit.for_word or "for",
            character=credit.character,
        )


def _name_as_printed(credit: ParsedCredit) -> str:
    """Return the name as the text has it, unless capitals are all that differs."""
    other = credit.printed.casefold() != credit.name.casefold()
    return credit.printed if other else ""


def _person_or_company(credit: ParsedCredit) -> Person | Company:
    """Find who is meant, or make them."""
    known = (
        Person.objects.filter(name=credit.name).first()
        or Company.objects.filter(name=credit.name).first()
    )
    if known:
        return known
    model = Company if credit.kind == "company" else Person
    return model.objects.create(name=credit.name)


def _first_sentence(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        field, messages = next(iter(error.message_dict.items()))
        return f"{field}: {messages[0]}"
    return str(error.messages[0])
