"""Keeps old addresses alive: whoever follows a link made years ago arrives."""

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect


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
