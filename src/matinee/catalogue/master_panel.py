"""Shows, in the editor of a film, which master it has and how far the work on it is."""

from typing import Any

from wagtail.admin.panels import Panel

from matinee.catalogue.captions_editor.work import film_work
from matinee.releases.models import EncodeJob


class MasterPanel(Panel):
    """Says which file was delivered, what became of it, and where to deliver another."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one film."""

        template_name = "catalogue/studio/master_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the master, its newest job, and the work on what was made of it."""
            film = self.instance
            job = (
                EncodeJob.objects.filter(master_id=film.master_id).order_by("-pk").first()
                if film.master_id
                else None
            )
            return {
                **super().get_context_data(parent_context),
                "film": film,
                "job": job,
                "progress_percent": round(job.progress * 100) if job else 0,
                "works": film_work(film.release) if film.release else (),
            }
