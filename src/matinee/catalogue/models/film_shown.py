"""How a film is shown: from its master here, or by the player of another site."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from matinee.catalogue.master_panel import MasterPanel
from matinee.releases.models import Release


class FilmShown(models.Model):
    """Where a film plays, and what stands there before it plays."""

    class Status(models.TextChoices):
        """How far the film is."""

        IN_PROGRESS = "in-progress", "In progress"
        RELEASED = "released", "Released"

    class Shown(models.TextChoices):
        """Where the film plays."""

        OWN = "own", "Here, from its master"
        ELSEWHERE = "elsewhere", "Elsewhere, on another site"

    status = models.CharField(max_length=20, choices=Status, default=Status.RELEASED)
    shown = models.CharField(
        "plays", max_length=20, choices=Shown, default=Shown.OWN, db_index=True
    )
    elsewhere_url = models.URLField(
        "address elsewhere",
        blank=True,
        max_length=500,
        help_text="The page where it plays, or a video file. Visitors load nothing from there"
        " until they press play.",
    )
    master = models.ForeignKey(
        "releases.Master", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    release = models.ForeignKey(
        "releases.Release", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opens_when_ready = models.BooleanField(
        default=False,
        editable=False,
        help_text="Publish the page when its film has been made and verified.",
    )
    poster_still = models.ForeignKey(
        "releases.Still", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    poster_picture = models.ForeignKey(
        "catalogue.Picture",
        verbose_name="poster",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown before the film plays. Empty takes a still out of the film.",
    )

    class Meta:
        abstract = True

    shown_panels: ClassVar = [
        FieldRowPanel([FieldPanel("shown"), FieldPanel("status")]),
        MasterPanel(heading="Master"),
        FieldPanel("poster_still"),
        FieldPanel("poster_picture"),
        FieldRowPanel([FieldPanel("elsewhere_url"), FieldPanel("running_time_s")]),
    ]

    def clean_shown(self) -> None:
        """Refuse an elsewhere that leads nowhere."""
        if self.shown == self.Shown.ELSEWHERE and not self.elsewhere_url:
            raise ValidationError({"elsewhere_url": "Say where the film plays."})

    def take_newest_release(self) -> None:
        """Let the page play the newest release of its master."""
        master_id: Any = self.master_id
        if master_id is None:
            self.release = None
        elif self.release is None or self.release.master_id != master_id:
            self.release = Release.objects.filter(master_id=master_id).first()
