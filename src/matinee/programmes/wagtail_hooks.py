"""What Wagtail's studio shows of the programmes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from matinee.programmes.models import ProgrammeIndexPage


class ProgrammesMenuItem(MenuItem):
    """The way to the programmes, which curators would otherwise find by way of the tree."""

    def __init__(self) -> None:
        super().__init__("Programmes", "", name="programmes", icon_name="list-ol", order=150)

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may open the list."""
        index = ProgrammeIndexPage.objects.first()
        return index is not None and index.permissions_for_user(request.user).can_edit()

    def render_component(self, request: HttpRequest) -> Any:
        """Return the item, leading to the list's place in the tree as it is now."""
        index = ProgrammeIndexPage.objects.get()
        self.url = reverse("wagtailadmin_explore", args=[index.pk])
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def programmes_menu_item() -> MenuItem:
    """Add the programmes to the studio's menu."""
    return ProgrammesMenuItem()
