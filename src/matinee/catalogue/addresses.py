"""Where each public page stands: root-relative, ending with a slash."""

import re

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

HOME = "/"
FILMS = "/films/"
PEOPLE = "/people/"
COMPANIES = "/companies/"

NAME_LISTS = {"person": PEOPLE, "company": COMPANIES}
TOPIC_LISTS = {
    "subject": "/subjects/",
    "place": "/places/",
    "country": "/countries/",
    "language": "/languages/",
    "kind": "/kinds/",
    "year": "/years/",
}
BROWSE = f"{FILMS}browse/"
SEARCH = "/search/"

# The addresses of a list's further pages, letters and orders; no film or name may take such a slug.
_LIST_PAGE = re.compile(r"page-\d+|letter-.*|browse")


def film_address(slug: str) -> str:
    """Return the address of a film's page."""
    return f"{FILMS}{slug}/"


def transcript_address(film: str, language: str = "") -> str:
    """Return the address of a film's words, by the film's own; "" is their main language."""
    return f"{film}transcript/{tongue_slug(language)}/" if language else f"{film}transcript/"


def transcript_file(film: str, language: str, ending: str) -> str:
    """Return the address of a film's words as a file; `ending` is "txt", "vtt" or "srt"."""
    return f"{film}transcript/{tongue_slug(language)}.{ending}"


def tongue_slug(language: str) -> str:
    """Return a language as it stands in an address."""
    return re.sub(r"[^a-z0-9]+", "-", language.lower()).strip("-") or "und"


def name_address(kind: str, slug: str) -> str:
    """Return the address of a person's or a company's page; kind is "person" or "company"."""
    return f"{NAME_LISTS[kind]}{slug}/"


def letter_address(kind: str, initial: str) -> str:
    """Return the address of one letter of the list of people or companies."""
    return f"{NAME_LISTS[kind]}letter-{initial}/"


def topic_address(kind: str, slug: str) -> str:
    """Return the address of what films have in common; kind is a key of TOPIC_LISTS.

    Countries and languages have their code in lower case as slug, kinds their value.
    """
    return f"{TOPIC_LISTS[kind]}{slug.lower()}/"


def list_address(first: str, page: int) -> str:
    """Return the address of one page of a list, counted from 1."""
    return first if page == 1 else f"{first}page-{page}/"


def closed_page_address(first: str, number: int) -> str:
    """Return the address of a page of a list of films, counted from the oldest film.

    0 is the list's own address, where the newest films stand.
    """
    return f"{first}page-{number}/" if number else first


def is_reserved(slug: str) -> bool:
    """Say whether the slug is that of a list's further page."""
    return _LIST_PAGE.fullmatch(slug) is not None


def make_slug(words: str, fallback: str) -> str:
    """Return an ASCII slug for the words, never empty and never reserved."""
    slug = slugify(string_to_ascii(words))[:80].strip("-") or fallback
    return f"{slug}-{fallback}" if is_reserved(slug) else slug


def first_free(slug: str, taken: set[str]) -> str:
    """Return the slug, or the slug with the lowest number that is not taken."""
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
