"""Pictures made for sharing: the right size, few bytes, never boxes for letters."""

import io

import numpy as np
import pytest
from PIL import Image

from matinee.catalogue.seen.share_card import HEIGHT, WIDTH, ShareCard
from matinee.publishing import share_pictures
from matinee.publishing.bake import bake_all
from matinee.publishing.share_pictures import MAX_BYTES, draw, share_picture
from tests.catalogue.made_films import make_picture
from tests.publishing.seen_site import with_address

DARK = 40
"""Below this nothing is set there."""


def write(site, name: str, size: tuple[int, int], colours=((200, 40, 40), (40, 40, 200))) -> str:
    """Write a picture whose left half is of one colour and whose right half of another."""
    picture = Image.new("RGB", size, colours[0])
    picture.paste(colours[1], (size[0] // 2, 0, *size))
    picture.save(site.media / name)
    return f"/media/{name}"


def pixels(made: bytes) -> np.ndarray:
    picture = Image.open(io.BytesIO(made))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")
    assert len(made) <= MAX_BYTES
    return np.asarray(picture).astype(int)


@pytest.mark.parametrize("size", [(1280, 720), (1600, 670), (1400, 1050), (854, 480)])
@pytest.mark.parametrize("form", ["webp", "jpg", "png"])
def test_a_wide_still_fills_the_card(site, size, form) -> None:
    made = pixels(draw(ShareCard("/", "Low Water", "Tidewrack", write(site, f"a.{form}", size))))
    for x, red in ((5, True), (WIDTH - 5, False)):
        for y in (2, HEIGHT // 2, HEIGHT - 3):
            pixel = made[y, x]
            assert bool(pixel[0] > pixel[2]) is red


@pytest.mark.parametrize("size", [(960, 1440), (1200, 1200), (300, 1200)])
def test_an_upright_picture_stands_whole_beside_the_title(site, size) -> None:
    made = pixels(draw(ShareCard("/", "Low Water", "Tidewrack", write(site, "a.png", size))))
    side = round(HEIGHT * size[0] / size[1])
    assert made[HEIGHT // 2, 5][0] > 150
    assert made[HEIGHT // 2, side - 8][2] > 150
    assert made[5, side + 20 :].max() < DARK
    assert made[:, side + 20 :].max() > 150


@pytest.mark.parametrize(
    "title",
    ["Low Water", "Łódź – “Příběh”", "Long " * 51, "Donaudampfschiff" * 12, "x", "潮水退去"],
)
def test_a_title_alone_is_set_within_the_margins(title) -> None:
    made = pixels(draw(ShareCard("/", title, "Tidewrack")))
    assert made.max() > 200
    for edge in (made[:, :60], made[:, -60:], made[:50], made[-40:]):
        assert edge.max() < DARK


def test_letters_we_have_not_are_not_set_as_boxes() -> None:
    assert draw(ShareCard("/", "潮水退去", "")) == draw(ShareCard("/", "Отлив", ""))
    assert draw(ShareCard("/", "Low Water", "")) != draw(ShareCard("/", "High Water", ""))


def test_a_noisy_still_stays_small(site) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (720, 1280, 3), dtype="uint8")
    Image.fromarray(noise).save(site.media / "noise.png")
    pixels(draw(ShareCard("/", "Noise", "", "/media/noise.png")))


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_still_that_cannot_be_read_leaves_the_title(site, content) -> None:
    (site.media / "broken.webp").write_bytes(content)
    words = draw(ShareCard("/", "Low Water", "Tidewrack"))
    assert draw(ShareCard("/", "Low Water", "Tidewrack", "/media/broken.webp")) == words
    assert draw(ShareCard("/", "Low Water", "Tidewrack", "/media/missing.webp")) == words
    assert draw(ShareCard("/", "Low Water", "Tidewrack", "/media/../matinee.toml")) == words


@pytest.mark.parametrize("change", ["page", "title", "site", "picture"])
def test_other_contents_have_another_address(change) -> None:
    card = {"page": "/a/", "title": "Low Water", "site": "Tidewrack", "picture": "/media/a.webp"}
    assert ShareCard(**card).address == ShareCard(**card).address
    assert ShareCard(**card).address != ShareCard(**{**card, change: "other"}).address


def test_a_card_is_drawn_once(planted, site, settings, monkeypatch) -> None:
    from tests.publishing.seen_site import low_water

    with_address(settings)
    film = low_water()
    film.poster_picture = make_picture()
    film.save()
    bake_all()
    cards = {file.name for file in (site.media / "cards").iterdir()}
    drawn: list[ShareCard] = []

    def counted(card: ShareCard) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr(share_pictures, "draw", counted)
    bake_all()
    assert drawn == []
    film.title = "High Water"
    film.save()
    bake_all()
    assert [card.title for card in drawn] == ["High Water"]
    now = {file.name for file in (site.media / "cards").iterdir()}
    assert len(now) == len(cards)
    assert len(now - cards) == 1


def test_a_card_is_read_from_where_it_stands(site) -> None:
    card = ShareCard("/", "Low Water", "Tidewrack")
    file = site.public / card.address[1:]
    file.parent.mkdir(parents=True)
    file.write_bytes(b"drawn before")
    assert share_picture(card) == b"drawn before"
