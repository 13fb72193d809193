"""Shows, in the editor of a film, the beginning of its credits and where to edit them."""

from functools import partial
from typing import Any

from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import Panel

FIRST_LINES = 12


class CreditsPanel(Panel):
    """Says how many credits there are; they have an editor of their own, for a film has hundreds.

    Without fields, so that the film's form leaves the credits of its draft as they are.
    """

    class BoundPanel(Panel.BoundPanel):
        """The panel of one film."""

        template_name = "catalogue/studio/credits_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the first lines of the roll."""
            from matinee.catalogue.gather import credits as roll  # noqa: PLC0415 - it reads the models

            film = self.instance
            credits = roll.draft_credits(film) if film.pk else []
            lines = roll.credit_lines(credits)
            return {
                **super().get_context_data(parent_context),
                "film": film,
                "count": len(credits),
                "lines": lines[:FIRST_LINES],
                "more": len(lines) > FIRST_LINES,
            }

        def get_comparison(self) -> list[partial[Any]]:
            """Let the film's history compare the roll as text, in the order it is printed."""
            return [partial(RollComparison)]


class RollComparison(TextFieldComparison):
    """The roll of two versions of a film, a line a credit."""

    def __init__(self, before: Any, after: Any) -> None:
        # Without the parent's: it reads a field, and the roll is none.
        self.val_a, self.val_b = _roll(before), _roll(after)

    def field_label(self) -> str:
        """Return the heading of the comparison."""
        return "Credits"


def _roll(film: Any) -> str:
    from matinee.catalogue.gather.credits import draft_credits  # noqa: PLC0415 - as above

    return "\n".join(str(credit) for credit in draft_credits(film))
