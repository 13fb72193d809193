"""Countries and languages: codes in the database, names on screens and pages.

Countries are ISO 3166-1 alpha-2 codes, languages BCP 47 tags; names come from CLDR.
"""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

# In CLDR's list of territories but not countries: unions, test locales, "unknown".
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def country_names(codes: Iterable[str], site_language: str) -> list[str]:
    """Return the countries' names in the site's language; an unknown code stands for itself."""
    names = countries(site_language)
    return [names.get(code, code) for code in codes]


def language_names(tags: Iterable[str], site_language: str) -> list[str]:
    """Return the languages' names in the site's language; an unknown tag stands for itself."""
    names = languages(site_language)
    return [names.get(tag.casefold(), (tag, tag))[1] for tag in tags]


def read_country(typed: str, site_language: str) -> str:
    """Return the code of a country typed as a code or a name.

    Raises LookupError when there is no such country.
    """
    names = countries(site_language)
    if typed.upper() in names:
        return typed.upper()
    wanted = typed.casefold()
    for language in (site_language, "en"):
        for code, name in countries(language).items():
            if name.casefold() == wanted:
                return code
    raise LookupError(typed)


def read_language(typed: str, site_language: str) -> str:
    """Return the BCP 47 tag of a language typed as a tag or a name.

    Raises LookupError when there is no such language.
    """
    wanted = typed.replace("_", "-").casefold()
    if wanted in languages("en"):
        return languages("en")[wanted][0]
    for language in (site_language, "en"):
        for tag, name in languages(language).values():
            if name.casefold() == typed.casefold():
                return tag
    return _parsed_tag(typed)


@cache
def countries(site_language: str) -> dict[str, str]:
    """Return every country's name by its code."""
    territories = _locale(site_language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


@cache
def languages(site_language: str) -> dict[str, tuple[str, str]]:
    """Return (tag, name) of every language by its folded tag. Names are capitalised."""
    return {
        code.replace("_", "-").casefold(): (code.replace("_", "-"), name[:1].upper() + name[1:])
        for code, name in _locale(site_language).languages.items()
    }


def _parsed_tag(typed: str) -> str:
    try:
        return str(Locale.parse(typed.replace("_", "-"), sep="-")).replace("_", "-")
    except (ValueError, UnknownLocaleError, TypeError):
        raise LookupError(typed) from None


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")
