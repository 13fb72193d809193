"""Caption files as the command line names them: their format is their suffix."""

import os
from pathlib import Path

from matinee.media.captions import formats
from matinee.media.captions.formats import FORMATS, MAX_BYTES, Captions
from matinee.media.errors import Refused


def read_file(file: Path) -> Captions:
    """Read a caption file.

    Raises Refused when there is none, or what `formats.read_captions` refuses.
    """
    try:
        with file.open("rb") as reader:
            data = reader.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            "captions-missing", f"{file.name} cannot be read.", "Name an existing caption file."
        ) from error
    return formats.read_captions(file.name, data)


def judge_target(file: Path, *, replace: bool) -> str:
    """Return the format of a file that is to be written.

    Raises Refused when its suffix is none of FORMATS, it is there and not to be replaced, or its
    folder cannot be written to.
    """
    kind = file.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise Refused(
            "captions-format",
            f"{file.name} ends like no caption file that can be written.",
            f"End it with one of .{', .'.join(FORMATS)}.",
        )
    if file.exists() and not replace:
        raise Refused(
            "captions-there", f"{file.name} is there already.", "Say --replace, or name another."
        )
    if not os.access(file.parent, os.W_OK) or file.is_dir():
        raise _unwritten(file)
    return kind


def write_file(file: Path, text: str) -> None:
    """Write a caption file whole or not at all.

    Raises Refused when its folder cannot be written to.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritten(file) from error


def _unwritten(file: Path) -> Refused:
    return Refused("captions-unwritten", f"{file.name} cannot be written.", "Name another folder.")
