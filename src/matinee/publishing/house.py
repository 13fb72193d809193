"""Notices when what every page shares has changed: names, front end, templates."""

import hashlib
from functools import cache

from django.contrib.staticfiles import finders

from matinee.catalogue.gather.house import MANIFEST, front_end, gather_house
from matinee.catalogue.rendering import public_environment
from matinee.correspondence.posting import sends_mail
from matinee.discussion.addresses import endpoint
from matinee.discussion.markup import VERSION
from matinee.publishing.models import BakedHouse


def house_digest() -> str:
    """Return a digest of everything that all pages share."""
    # Films also name scripts that the frame of all pages does not.
    made = f"{front_end()!r}{VERSION}{_templates_digest()}"
    shared = f"{gather_house()!r}{sends_mail()}{endpoint()}{made}"
    return hashlib.sha256(shared.encode()).hexdigest()


def is_baked(digest: str) -> bool:
    """Say whether the pages were all marked for this house already."""
    return BakedHouse.objects.filter(digest=digest).exists()


def remember(digest: str) -> None:
    """Keep the digest as that of the house the pages show."""
    BakedHouse.objects.update_or_create(pk=1, defaults={"digest": digest})


def front_end_folder() -> str | None:
    """Return the folder of the built front end, None where it was never built."""
    found = finders.find(MANIFEST)
    return found.rpartition("/")[0] if isinstance(found, str) else None


@cache
def _templates_digest() -> str:
    """Return a digest of the templates as this process has loaded them."""
    environment = public_environment()
    digest = hashlib.sha256()
    for name in sorted(environment.list_templates()):
        source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
        digest.update(source.encode())
    return digest.hexdigest()
