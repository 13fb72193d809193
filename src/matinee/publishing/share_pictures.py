"""Draws the picture that goes with a shared link: a still, or a title set on dark ground.

A wide picture fills the card. An upright or square one stands whole at its left, the title
beside it: cut to a strip, a face would lose its eyes. Without a picture the title stands
alone, as before a silent film.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont, ImageOps

from matinee.catalogue.gather.house import MANIFEST
from matinee.catalogue.rendering import PageData
from matinee.catalogue.seen.share_card import HEIGHT, WIDTH, ShareCard, share_card
from matinee.publishing import files
from matinee.publishing.files import File

QUALITY = (82, 70, 55, 40, 25)
"""JPEG's, the first that gives few enough bytes."""
MAX_BYTES = 200_000
"""Above a few hundred thousand, messengers show no picture."""

WIDE = 1.3
"""From this shape on a picture fills the card, losing at most a third of its height."""
MAX_PIXELS = 64_000_000
MARGIN = 90
ROOM, INK, FAINT = "#0d0c0b", "#ece6da", "#a39a8c"
TITLE_SIZES = (112, 96, 80, 68, 58, 50, 44)
"""In pixels: the largest in which no word is broken and the lines are not too high together."""
TALLEST = 390
LINES = 5
"""At most, in the smallest size."""
LEADING = 1.08


def share_file(page: PageData) -> Iterator[File]:
    """Yield the picture of a page's link; a site without an address is shared by nobody."""
    card = share_card(page)
    # The site's own picture stands once, beside the front page.
    if page.house.base and card.page == page.address:
        yield File(card.address, share_picture(card))


def share_picture(card: ShareCard) -> bytes:
    """Return the card's picture as JPEG of 1200 × 630 pixels.

    It is read from where it stands if it was drawn before: its address names all it is
    drawn from.
    """
    try:
        return (files.public() / files.file_of(card.address)).read_bytes()
    except FileNotFoundError:
        return draw(card)


def draw(card: ShareCard) -> bytes:
    """Draw the card anew."""
    picture = _open(card.picture)
    canvas = Image.new("RGB", (WIDTH, HEIGHT), ROOM)
    if picture and picture.width >= WIDE * picture.height:
        canvas = ImageOps.fit(picture, (WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    elif picture:
        side = min(round(HEIGHT * picture.width / picture.height), HEIGHT)
        canvas.paste(ImageOps.fit(picture, (side, HEIGHT), Image.Resampling.LANCZOS))
        _set_words(canvas, card, left=side + MARGIN * 2 // 3)
    else:
        _set_words(canvas, card, left=MARGIN)
    return _jpeg(canvas)


def _open(href: str) -> Image.Image | None:
    """Return the picture as RGB, None where there is none that can be shown."""
    if not href.startswith(settings.MEDIA_URL):
        return None
    try:
        with Image.open(Path(settings.MEDIA_ROOT) / href.removeprefix(settings.MEDIA_URL)) as file:
            if file.width * file.height > MAX_PIXELS:
                return None
            # A JPEG need not be read larger than it is shown.
            file.draft("RGB", (WIDTH * 2, HEIGHT * 2))
            return _on_ground(file)
    except OSError:
        return None


def _on_ground(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, ROOM)
        return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


def _jpeg(canvas: Image.Image) -> bytes:
    made = b""
    for quality in QUALITY:
        file = io.BytesIO()
        canvas.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
        made = file.getvalue()
        if len(made) <= MAX_BYTES:
            break
    return made


@dataclass(frozen=True)
class _Face:
    """A typeface cut in two files, one for the letters that most words need."""

    latin: ImageFont.FreeTypeFont
    more: ImageFont.FreeTypeFont

    def runs(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        """Yield the text in stretches that one file can set."""
        at = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or self._of(text[end]) is not self._of(text[at]):
                yield text[at:end], self._of(text[at])
                at = end

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for run, font in self.runs(text))

    def _of(self, letter: str) -> ImageFont.FreeTypeFont:
        return self.latin if _is_latin(letter) else self.more


def _set_words(canvas: Image.Image, card: ShareCard, left: int) -> None:
    """Set the title in the middle of the height, and the site's name small at the foot."""
    room = WIDTH - left - MARGIN
    drawing = ImageDraw.Draw(canvas)
    if lines := _title_lines(card.title, room):
        face, words = lines
        size = face.latin.size
        height = len(words) * size * LEADING
        top = (HEIGHT - height) / 2 - size * 0.12
        for number, line in enumerate(words):
            _set_line(drawing, (left, top + (number + 1) * size * LEADING - size * 0.2), line, face)
    else:
        # Letters our typeface does not have: the house's mark instead of little boxes.
        middle, half = left + room / 2, HEIGHT / 2
        drawing.rectangle((middle - 165, half - 105, middle + 165, half + 105), fill=INK)
    plain = _face("hanken-grotesk", 26)
    if plain and card.site and _can_set(card.site) and plain.width(card.site) <= room:
        _set_line(drawing, (left, HEIGHT - 62), card.site, plain, FAINT)


def _title_lines(title: str, room: float) -> tuple[_Face, list[str]] | None:
    if not title.strip() or not _can_set(title):
        return None
    words = title.split()
    for size in TITLE_SIZES:
        face = _face("newsreader-display", size)
        if face is None:
            return None
        lines = _broken(words, face, room)
        whole = all(face.width(word) <= room for word in words)
        if whole and len(lines) * size * LEADING <= TALLEST:
            return face, lines
        if size == TITLE_SIZES[-1]:
            return face, _cut(lines)
    return None


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]


def _broken(words: list[str], face: _Face, room: float) -> list[str]:
    """Return the words in lines; a word longer than a line is broken where it must be."""
    lines: list[str] = []
    for whole in words:
        for word in _pieces(whole, face, room):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and face.width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
    return lines


def _pieces(word: str, face: _Face, room: float) -> list[str]:
    pieces = []
    while face.width(word) > room and len(word) > 1:
        end = next(end for end in range(len(word) - 1, 0, -1) if face.width(word[:end]) <= room)
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _set_line(
    drawing: ImageDraw.ImageDraw,
    at: tuple[float, float],
    line: str,
    face: _Face,
    ink: str = INK,
) -> None:
    x, baseline = at
    for run, font in face.runs(line):
        drawing.text((x, baseline), run, font=font, fill=ink, anchor="ls")
        x += font.getlength(run)


def _can_set(text: str) -> bool:
    """Say whether the built typefaces have all these letters, as fonts.mjs cuts them."""
    return all(
        _is_latin(letter) or 0x0100 <= ord(letter) <= 0x02C5 or 0x1E00 <= ord(letter) <= 0x1EFF
        for letter in text
        if not letter.isspace()
    )


def _is_latin(letter: str) -> bool:
    code = ord(letter)
    return (
        code <= 0xFF or code in {0x131, 0x152, 0x153} or 0x2000 <= code <= 0x206F or code == 0x20AC
    )


def _face(name: str, size: int) -> _Face | None:
    """Return a typeface of the built front end, None where that was never built."""
    found = finders.find(MANIFEST)
    if not isinstance(found, str):
        return None
    return _read_face(Path(found).parent, Path(found).stat().st_mtime_ns, name, size)


@lru_cache(maxsize=32)
def _read_face(folder: Path, _changed_at_ns: int, name: str, size: int) -> _Face | None:
    cuts = [
        sorted(folder.glob(f"{name}-{subset}-??????????.woff2"))
        for subset in ("latin", "latin-ext")
    ]
    if not all(cuts):
        return None
    latin, more = (ImageFont.truetype(cut[-1], size) for cut in cuts)
    return _Face(latin, more)
