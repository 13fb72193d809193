"""Tells browsers how to search the site, as OpenSearch 1.1 lays down."""

from collections.abc import Iterator

from matinee.catalogue.addresses import SEARCH
from matinee.catalogue.published import HomePageData
from matinee.catalogue.seen.addresses import OPENSEARCH, whole
from matinee.publishing.files import File
from matinee.publishing.media_rss import legal
from matinee.publishing.xml_elements import document, element

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
SHORT_NAME = 16
"""Characters that a ShortName may have at most."""


def opensearch(page: HomePageData) -> Iterator[File]:
    """Yield the description, which needs the site's own address."""
    house = page.house
    if not house.base:
        return
    # A browser puts the question in place of the braces.
    template = f"{whole(house, SEARCH)}?q={{searchTerms}}"
    with (
        document() as (handler, file),
        element(handler, "OpenSearchDescription", {"xmlns": NAMESPACE}),
    ):
        handler.addQuickElement("ShortName", legal(house.name[:SHORT_NAME].strip()))
        handler.addQuickElement("Description", legal(f"Search {house.name}"))
        handler.addQuickElement("InputEncoding", "UTF-8")
        handler.addQuickElement("Url", attrs={"type": "text/html", "template": template})
    yield File(OPENSEARCH, file.getvalue())
