"""Files stand where their addresses say, whole, and never outside the public folder."""

import pytest

from matinee.publishing import files


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/films/", "films/index.html"),
        ("/films/low-water/", "films/low-water/index.html"),
        ("/404.html", "404.html"),
    ],
)
def test_an_address_has_a_file(address: str, file: str) -> None:
    assert files.file_of(address) == file


@pytest.mark.parametrize(
    "address", ["", "films/", "/../secret_key", "/films/../../x/", "//x/", "/.git/", "/films//x/"]
)
def test_no_address_leads_out_or_hides(address: str) -> None:
    with pytest.raises(ValueError, match="public address"):
        files.file_of(address)


def test_same_bytes_are_left_alone(site) -> None:
    assert files.write("films/a/index.html", b"one")
    target = site.public / "films/a/index.html"
    before = target.stat().st_mtime_ns
    assert not files.write("films/a/index.html", b"one")
    assert target.stat().st_mtime_ns == before
    assert files.write("films/a/index.html", b"two")
    assert [file.name for file in target.parent.iterdir()] == ["index.html"]


def test_removing_takes_empty_folders_and_nothing_else(site) -> None:
    files.write("films/a/index.html", b"one")
    files.write("films/index.html", b"list")
    assert files.remove("films/a/index.html")
    assert not files.remove("films/a/index.html")
    assert not (site.public / "films/a").exists()
    assert (site.public / "films/index.html").exists()
    assert site.media.exists()
