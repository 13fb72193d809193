"""Pictures: the original stays private, what pages show are renditions of it."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


def originals() -> Storage:
    """Return the private storage; a function, so that migrations name no folder."""
    return storages["originals"]


def original_name(picture: "Picture", filename: str) -> str:
    """Return where an upload is kept in the private storage."""
    return picture.get_upload_to(filename)


def rendition_name(rendition: "PictureRendition", filename: str) -> str:
    """Return where a rendition stands under /media/."""
    # By digest: a replaced original gets new addresses, so all of them may be cached for ever.
    return f"pictures/{rendition.image.get_file_hash()[:16]}/{filename}"


class Picture(AbstractImage):
    """A still, a poster or a portrait, with what people who cannot see it should be told."""

    # AbstractImage's own field, moved to the private storage.
    file = models.ImageField(
        verbose_name="file",
        upload_to=original_name,
        width_field="width",
        height_field="height",
        storage=originals,
    )
    alt = models.CharField(
        "what it shows",
        max_length=300,
        blank=True,
        help_text="Said to people who cannot see the picture. One plain sentence.",
    )
    credit = models.CharField(
        max_length=200, blank=True, help_text="Who made the picture, as it should be printed."
    )

    admin_form_fields = (*Image.admin_form_fields, "alt", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text; never the file's title, which says nothing."""
        return self.alt

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> ContentFile:
        """Make a rendition's file; the temporary one that Wagtail leaves open is closed."""
        with super().generate_rendition_file(*args, **kwargs) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class PictureRendition(AbstractRendition):
    """One size of a picture, public."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    file = models.ImageField(upload_to=rendition_name, width_field="width", height_field="height")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_picture_of_a_size"
            )
        ]
