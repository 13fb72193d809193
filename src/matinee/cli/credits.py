"""`matinee credits parse`: what the site would read in a text of credits."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinee.media.errors import Refused

if TYPE_CHECKING:
    from matinee.catalogue.credits_text import ParsedText

MAX_TEXT_BYTES = 1_000_000


@click.group("credits")
def credits_group() -> None:
    """Read credits as people paste them."""


@credits_group.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="One JSON list, in billing order.")
def parse(file: Path, *, as_json: bool) -> None:
    """Read the credits in FILE (- for standard input) and print them. Nothing is stored."""
    from matinee.catalogue.credits_text import parse_credits

    parsed = parse_credits(_decoded(_bytes(file), _called(file)))
    if as_json:
        rows = [credit.as_data() for credit in parsed.credits]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    _print_table(parsed)


def _print_table(parsed: "ParsedText") -> None:
    """Print role, name and what is said about it in columns; on stderr how much was not read."""
    rows = []
    for credit in parsed.credits:
        said = [f"{credit.for_word} {credit.on_behalf_of}".strip(), f"as {credit.character}"]
        about = ", ".join(
            part
            for part, there in zip(said, (credit.on_behalf_of, credit.character), strict=True)
            if there
        )
        rows.append((credit.as_data()["role"], credit.name, about))
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for role, name, about in rows:
        click.echo(f"{role:<{widths[0]}}  {name:<{widths[1]}}  {about}".rstrip())
    lines = len(parsed.unread)
    without = f", {lines} {'line' if lines == 1 else 'lines'} without one" if lines else ""
    count = len(rows)
    click.echo(f"{count} {'credit' if count == 1 else 'credits'}{without}.", err=True)


def _called(file: Path) -> str:
    return "The text given" if str(file) == "-" else file.name


def _bytes(file: Path) -> bytes:
    """Read at most one byte more than is allowed."""
    if str(file) == "-":
        return sys.stdin.buffer.read(MAX_TEXT_BYTES + 1)
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise Refused(
            "no-file",
            f"{file.name} cannot be opened.",
            "Name a text file, or - for standard input.",
        ) from error


def _decoded(data: bytes, called: str) -> str:
    """Return the text of UTF-8, UTF-16 with its mark, or Windows-1252 bytes."""
    if len(data) > MAX_TEXT_BYTES:
        raise Refused("text-large", f"{called} is too large for credits.", "Give at most 1 MB.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise Refused("not-text", f"{called} is not a text file.", "Save it as plain text.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("not-text", f"{called} is not a text file.", "Save it as UTF-8 text.")
