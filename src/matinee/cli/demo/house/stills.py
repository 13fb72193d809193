"""Pictures for the sample pages, painted by the shots of the sample film."""

import io

from django.core.files.images import ImageFile
from PIL import Image

from matinee.catalogue.models import Picture
from matinee.cli.demo.house import release_words
from matinee.cli.demo.light import Gate
from matinee.cli.demo.shots import SHOTS

GATE = Gate(1600, 900)
MOMENT_S = 3.0
CREDIT = "Odile Marchbank"


def still(key: str) -> Picture:
    """Return the picture of one shot, painted at its first use."""
    title = f"A Book of Heights: {key}"
    known: Picture | None = Picture.objects.filter(title=title).first()
    if known:
        return known
    shot = next(each for each in SHOTS if each.key == key)
    pixels = shot.build(GATE)(MOMENT_S)
    image = Image.fromarray(pixels.view("u1").reshape(GATE.height, GATE.width, 4)).convert("RGB")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    file.seek(0)
    picture: Picture = Picture.objects.create(
        title=title,
        alt=release_words.STILL_ALTS[key],
        credit=CREDIT,
        file=ImageFile(file, f"{key}.jpg"),
    )
    return picture
