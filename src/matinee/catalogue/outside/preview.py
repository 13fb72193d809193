"""Makes a small picture of a film's own thumbnail, so that an editor's browser asks no host."""

import base64
import io

from PIL import Image

from matinee.catalogue.outside.fetch import Limits, fetch
from matinee.media.errors import MatineeError

LIMITS = Limits(deadline_s=5.0, size_bytes=2 * 1024 * 1024)
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 16_000_000
SIDE = 320


def preview_of(picture_url: str) -> str:
    """Fetch a host's picture and return it anew as a small JPEG in a data: address.

    "" when there is none that can be shown: a preview is no reason to fail.
    """
    if not picture_url:
        return ""
    try:
        answer = fetch(picture_url, accept="image/jpeg,image/png,image/webp", limits=LIMITS)
        return f"data:image/jpeg;base64,{base64.b64encode(_small(answer.body)).decode()}"
    except (MatineeError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def _small(body: bytes) -> bytes:
    """Draw the picture anew, at most 320 pixels on a side; its bytes and its facts stay behind."""
    with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError
        picture.draft("RGB", (SIDE, SIDE))
        small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    made = io.BytesIO()
    small.save(made, "JPEG", quality=80)
    return made.getvalue()
