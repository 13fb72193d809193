"""Notes which films, people and programmes of this site a comment leads to.

The rows are what the cards in comments, the lines "in conversations" on the pages led to, and
the baker go by.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect

from matinee.catalogue.addresses import FILMS, NAME_LISTS
from matinee.catalogue.models import FilmPage, Person
from matinee.discussion.links import OWN_PAGES
from matinee.discussion.markup import links_in
from matinee.discussion.models import Comment, Mention
from matinee.discussion.signals import mentions_changed
from matinee.programmes.addresses import PROGRAMMES
from matinee.programmes.models import ProgrammePage

MOST = 20
"""Further links in one comment are read by nobody's page; a reply is no catalogue."""
MOST_TOLD = 300
"""A change of one page bakes at most so many of the comments that lead to it, the newest."""

Page = tuple[str, int]
"""A kind, "film", "person" or "programme", and an id."""

_BEGINNINGS = {FILMS: "film", NAME_LISTS["person"]: "person", PROGRAMMES: "programme"}
_MODELS: Mapping[str, Any] = {
    "film": FilmPage,
    "person": Person,
    "programme": ProgrammePage,
}
COLUMNS = tuple(f"{kind}_id" for kind in _MODELS)


def note_mentions(comment: Comment) -> None:
    """Keep the pages of this site that a saved comment leads to; call it in its transaction.

    A comment without a link to this site, whose text was never changed, costs no query. That it
    leads to the film under which it stands is nothing to note.
    """
    found = _pages(_own_addresses(links_in(comment.html)))
    wanted = [page for page in found if page != ("film", comment.film_id)]
    had = _noted([comment.pk]) if wanted or comment.changed_at else set()
    if set(wanted) == had:
        return
    with transaction.atomic():
        if had:
            Mention.objects.filter(comment=comment).delete()
        Mention.objects.bulk_create(
            Mention(comment=comment, **{f"{kind}_id": pk}) for kind, pk in wanted
        )
        if comment.number or comment.place:
            mentions_changed.send(Comment, pages=sorted({*wanted, *had}))


def own_address(href: str) -> str:
    """Return the root-relative address, without a fragment, that a link to this site has.

    With any of the site's hosts, over http or https, with "www." or without; "" for other
    sites, and for what is no page of a film, a person or a programme.
    """
    parts = urlsplit(href)
    if parts.netloc and _bare(parts.netloc) not in _own_hosts():
        return ""
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return path if path.startswith(OWN_PAGES) else ""


def mentioned_pages(pks: Collection[int]) -> set[Page]:
    """Return the pages to which these comments lead."""
    return _noted(pks)


def mentioned_from(film_ids: Collection[int]) -> set[Page]:
    """Return the pages to which comments under these films lead: they name the films."""
    rows = Mention.objects.filter(comment__film__in=film_ids, comment__state="public")
    return set(map(page_of, rows.values_list(*COLUMNS).distinct()))


def comments_leading_to(kind: str, ids: Collection[int]) -> set[int]:
    """Return the newest comments that lead to these pages, and so show their cards."""
    rows = Mention.objects.filter(**{f"{kind}__in": ids}, comment__state="public")
    return set(rows.order_by("-comment").values_list("comment", flat=True)[:MOST_TOLD])


def page_of(ids: Iterable[int | None]) -> Page:
    """Return the page of a row, given its COLUMNS."""
    return next((kind, pk) for kind, pk in zip(_MODELS, ids, strict=True) if pk is not None)


def _noted(pks: Collection[int]) -> set[Page]:
    return set(map(page_of, Mention.objects.filter(comment__in=pks).values_list(*COLUMNS)))


def _own_addresses(links: Iterable[str]) -> list[str]:
    own = dict.fromkeys(own_address(link) for link in links)
    return [address for address in own if address][:MOST]


def _own_hosts() -> set[str]:
    told = settings.MATINEE
    hosts = {urlsplit(told.address).netloc, *told.hosts}
    hosts.update(urlsplit(each).netloc for each in told.conversation_origins)
    return {_bare(host) for host in hosts if host and host != "*"}


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")


def _pages(addresses: Collection[str]) -> list[Page]:
    """Return the pages that stand at these addresses, or to which old ones are led on."""
    if not addresses:
        return []
    found = _standing_at(addresses)
    gone = [address for address in addresses if address not in found]
    led = _led_on(gone) if gone else {}
    moved = _standing_at(led.values()) if led else {}
    pages = (found.get(each) or moved.get(led.get(each, "")) for each in addresses)
    return list(dict.fromkeys(page for page in pages if page))


def _standing_at(addresses: Iterable[str]) -> Mapping[str, Page]:
    """Return the page of each address that has one, with one query for each kind among them."""
    slugs: dict[str, dict[str, str]] = defaultdict(dict)
    for address in addresses:
        beginning, slug = f"/{address.split('/')[1]}/", address.split("/")[2]
        if beginning in _BEGINNINGS and slug:
            slugs[_BEGINNINGS[beginning]][slug] = address
    return {
        by_slug[slug]: (kind, pk)
        for kind, by_slug in slugs.items()
        for pk, slug in _MODELS[kind].objects.filter(slug__in=by_slug).values_list("pk", "slug")
    }


def _led_on(addresses: Iterable[str]) -> dict[str, str]:
    """Return where redirects lead these addresses; they are kept without chains."""
    old = {Redirect.normalise_path(address): address for address in addresses}
    rows = Redirect.objects.filter(site=None, old_path__in=old).exclude(redirect_link="")
    led = rows.values_list("old_path", "redirect_link")
    return {old[path]: own_address(link) for path, link in led}
