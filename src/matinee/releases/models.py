"""What a site knows of its masters, the work on them, and what was made from them."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q


class Master(models.Model):
    """The file the filmmaker delivered, kept once however often it is delivered."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.CharField(max_length=200, help_text="Relative to the folder of masters.")
    original_name = models.CharField(max_length=255)
    size_bytes = models.BigIntegerField()
    facts = models.JSONField(default=dict, help_text="What the probe found.")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.original_name

    @property
    def path(self) -> Path:
        """Where the file stands on this machine."""
        return settings.MATINEE_FOLDER.masters / self.file


class Release(models.Model):
    """A finished film: one master made playable by one recipe. Its files never change.

    Finishing adds to it: a clearer sound is a further file, under a playlist of another name.
    """

    key = models.CharField(max_length=16, unique=True)
    master = models.ForeignKey(Master, on_delete=models.PROTECT, related_name="releases")
    film = models.JSONField(help_text="film.json as it was written beside the renditions.")
    duration_s = models.FloatField()
    width = models.PositiveIntegerField(help_text="In square pixels, after rotation.")
    height = models.PositiveIntegerField()
    frame_rate = models.CharField(max_length=20, help_text="A fraction, such as 24000/1001.")
    proposed_chapters = models.JSONField(
        default=list, help_text="Where chapters could begin, in seconds; shown to editors alone."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.key

    @property
    def folder(self) -> Path:
        """Where its files stand, inside the public folder."""
        return settings.MATINEE_FOLDER.media / "films" / self.key

    @property
    def url(self) -> str:
        """The root-relative address of its folder, with the closing slash."""
        return f"{settings.MEDIA_URL}films/{self.key}/"


class VideoRendition(models.Model):
    """The encoded result of one rung."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="video")
    name = models.CharField(max_length=60)
    file = models.CharField(max_length=200)
    playlist = models.CharField(max_length=200)
    iframe_playlist = models.CharField(max_length=200)
    codec = models.CharField(max_length=60, help_text="RFC 6381.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    frame_rate = models.CharField(max_length=20)
    peak_bps = models.PositiveBigIntegerField()
    average_bps = models.PositiveBigIntegerField()
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["release", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="one_video_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class AudioRendition(models.Model):
    """One sound track as it is delivered."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="audio")
    name = models.CharField(max_length=60)
    file = models.CharField(max_length=200)
    playlist = models.CharField(max_length=200)
    codec = models.CharField(max_length=60, help_text="RFC 6381.")
    language = models.CharField(max_length=35, help_text="BCP 47.")
    label = models.CharField(max_length=120)
    purpose = models.CharField(
        max_length=20, blank=True, help_text="As film.json names it; empty for the film's own mix."
    )
    channels = models.PositiveSmallIntegerField()
    default = models.BooleanField()
    peak_bps = models.PositiveBigIntegerField()
    average_bps = models.PositiveBigIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    loudness_lufs = models.FloatField(null=True, help_text="EBU R128 integrated; none if silent.")
    true_peak_dbtp = models.FloatField(null=True)

    class Meta:
        ordering = ["release", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="one_audio_of_a_name")
        ]

    def __str__(self) -> str:
        return self.label


class Still(models.Model):
    """A picture out of the film that could be its poster; rank 0 is the best candidate."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="stills")
    file = models.CharField(max_length=200, help_text="Relative to the release's folder.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    time_s = models.FloatField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["release", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["release", "rank"], name="one_still_of_a_rank")
        ]

    def __str__(self) -> str:
        return f"{self.release} at {self.time_s:.1f} s"

    @property
    def url(self) -> str:
        """The root-relative address of the picture."""
        return self.release.url + self.file


class CaptionTrack(models.Model):
    """Timed text in one language; it belongs to the master, so it outlives an encode."""

    class Kind(models.TextChoices):
        """As HTML's track element names them."""

        CAPTIONS = "captions", "Captions"
        SUBTITLES = "subtitles", "Subtitles"

    master = models.ForeignKey(Master, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=35, help_text="BCP 47.")
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CAPTIONS)
    file = models.CharField(max_length=200, help_text="Relative to the media folder.")
    automatic = models.BooleanField(
        default=False, help_text="Made by speech recognition, and nobody has been over it yet."
    )
    made_by = models.CharField(
        max_length=120, blank=True, help_text="The model that heard the words; stays for ever."
    )
    doubts = models.JSONField(
        default=list, help_text="Words the model was unsure of: [[start in seconds, word], …]."
    )

    class Meta:
        ordering = ["master", "language", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language", "kind"], name="one_caption_track_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def url(self) -> str:
        """The root-relative address of the WebVTT file."""
        return settings.MEDIA_URL + self.file


class Job(models.Model):
    """Queued work. Whoever holds the lease runs it; nobody else writes to it."""

    class State(models.TextChoices):
        """Queued and running are active; the others are final."""

        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    ACTIVE = (State.QUEUED, State.RUNNING)

    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=60, blank=True)
    progress = models.FloatField(default=0.0, help_text="0 to 1.")
    error_code = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True)
    hint = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class EncodeJob(Job):
    """Queued work on a master: to make it a release."""

    master = models.ForeignKey(Master, on_delete=models.CASCADE, related_name="jobs")
    quality = models.CharField(max_length=10, default="normal")
    av1 = models.BooleanField(default=True)
    language = models.CharField(max_length=35, default="und", help_text="Of the sound, BCP 47.")
    release = models.ForeignKey(Release, on_delete=models.SET_NULL, null=True, related_name="jobs")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["master", "quality", "av1", "language"],
                condition=Q(state__in=("queued", "running")),
                name="one_active_job_per_recipe",
            )
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_to_claim")]

    def __str__(self) -> str:
        return f"{self.master}: {self.get_state_display()}"


class FinishingJob(Job):
    """Queued work on a release that people watch already: what its viewers get besides."""

    class Kind(models.TextChoices):
        """What the work makes."""

        DIALOGUE = "dialogue", "Clear dialogue"
        CAPTIONS = "captions", "Captions"
        CHAPTERS = "chapters", "Chapters"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="finishing")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(
        max_length=35, blank=True, help_text="That the captions are to be in; empty is as heard."
    )
    note = models.TextField(blank=True, help_text="What became of it, when that needs a word.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "kind"],
                condition=Q(state__in=("queued", "running")),
                name="one_active_finishing_job_of_a_kind",
            )
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="finishing_to_claim")]

    def __str__(self) -> str:
        return f"{self.release}, {self.get_kind_display()}: {self.get_state_display()}"


class Worker(models.Model):
    """A process that takes encode jobs, and when it was last heard of."""

    name = models.CharField(max_length=100, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
