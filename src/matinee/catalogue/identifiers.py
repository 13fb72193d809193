"""How catalogues and archives outside name people, companies and films, as links to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from matinee.catalogue.published import Link

# EIDR, ISAN and ISNI resolve at addresses of their registries; IMDb says by the first two
# letters of an identifier what it names.
_PATTERNS = {
    "eidr": ("EIDR", "https://ui.eidr.org/view/content?id={}"),
    "isan": ("ISAN", "https://web.isan.org/public/en/isan/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
}
_IMDB = {"nm": "name", "co": "company", "tt": "title"}


def identifier_links(blocks: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    """Return the links of a stream of identifier blocks, as its raw data."""
    values = (block["value"] for block in blocks)
    return tuple(identifier_link(value["scheme"], value["value"]) for value in values)


def identifier_link(scheme: str, value: str) -> Link:
    """Return the link to what the catalogue says; one of no known form stays plain words."""
    bare = value.replace(" ", "")
    if scheme == "imdb":
        kind = _IMDB.get(bare[:2].lower())
        return Link("IMDb", f"https://www.imdb.com/{kind}/{bare.lower()}/" if kind else "")
    if scheme not in _PATTERNS:
        return Link(f"{scheme} {value}")
    label, pattern = _PATTERNS[scheme]
    return Link(label, pattern.format(bare))
