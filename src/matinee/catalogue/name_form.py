"""The studio's form of a person or a company."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class NameForm(WagtailAdminModelForm):
    """Leaves a usual sort name empty, so that it follows the name; one of somebody's own stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.sort_name == self.instance.usual_sort_name():
            self.initial["sort_name"] = ""
