"""The studio's form of a programme: asks for no address."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ProgrammeForm(WagtailAdminPageForm):
    """Makes the address from the title where it was left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
