"""Where programmes show outside their own pages: on their films' pages, in the navigation."""

from collections import defaultdict
from collections.abc import Collection

from matinee.catalogue.published import Link
from matinee.programmes.addresses import PROGRAMMES, programme_address
from matinee.programmes.booklet import public_programmes
from matinee.programmes.models import Pick


def programmes_of(film_ids: Collection[int]) -> dict[int, tuple[Link, ...]]:
    """Return the programmes that each of these films is a pick of, newest first."""
    rows = (
        Pick.objects.filter(film__in=film_ids, programme__in=public_programmes().order_by())
        .order_by("-programme__first_published_at", "-programme_id")
        .values_list("film_id", "programme__title", "programme__slug")
        .distinct()
    )
    links: dict[int, tuple[Link, ...]] = defaultdict(tuple)
    for film_id, title, slug in rows:
        links[film_id] += (Link(title, programme_address(slug)),)
    return links


def navigation() -> tuple[Link, ...]:
    """Return the way to the programmes, once there is one."""
    return (Link("Programmes", PROGRAMMES),) if public_programmes().exists() else ()
