"""The addresses that belong to a page beside its own."""

from matinee.catalogue.published import House

SITE_FEED = "/feed.xml"
SITE_PODCAST = "/feed.rss"
SITE_COMMENTS = "/conversation/feed.xml"
OEMBED = "/oembed"
OPENSEARCH = "/opensearch.xml"


def whole(house: House, href: str) -> str:
    """Return a root-relative address with the site's own before it, where the site has one."""
    return f"{house.base}{href}" if href.startswith("/") else href


def feed_address(page: str) -> str:
    """Return the address of the Atom feed that belongs to a page."""
    return f"{page}feed.xml"


def podcast_address(page: str) -> str:
    """Return the address of the RSS feed that belongs to a page."""
    return f"{page}feed.rss"


def embed_address(film: str) -> str:
    """Return the address of the page that other sites show as a film's player."""
    return f"{film}embed/"


def chapters_address(film: str) -> str:
    """Return the address of the chapters that an editor gave a film, as WebVTT."""
    return f"{film}chapters.vtt"


def player_address(house: House, film: str) -> str:
    """Return its whole address, "" where other sites have none or may not show it."""
    return whole(house, embed_address(film)) if house.base and house.embeds else ""
