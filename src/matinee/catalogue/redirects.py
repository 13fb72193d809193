"""Keeps old addresses alive: whoever follows a link made years ago arrives."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect


@contextmanager
def leading_on(saved: Any) -> Iterator[None]:
    """Lead the address that something has in the database to the one it is being saved with.

    `saved` has `pk`, `slug`, `address` and, for any slug, `address_of(slug)`.
    """
    with transaction.atomic():
        rows = type(saved).objects.filter(pk=saved.pk) if saved.pk else None
        before = rows.values_list("slug", flat=True).first() if rows is not None else None
        yield
        if before and before != saved.slug:
            move_address(saved.address_of(before), saved.address)


@transaction.atomic
def move_address(old: str, new: str) -> None:
    """Lead the old root-relative address to the new one, for good.

    Earlier redirects to the old address lead to the new one at once, so there are no chains;
    one away from the new address goes, for something stands there now.
    """
    if old == new:
        return
    Redirect.objects.filter(old_path=_path(new), site=None).delete()
    Redirect.objects.filter(redirect_link=old).update(redirect_link=new)
    Redirect.objects.update_or_create(
        old_path=_path(old),
        site=None,
        defaults={"redirect_link": new, "redirect_page": None, "is_permanent": True},
    )


def _path(address: str) -> str:
    path: str = Redirect.normalise_path(address)
    return path
