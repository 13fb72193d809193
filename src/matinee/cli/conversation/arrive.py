"""`matinee conversation import`: comments from another program, or another site of ours."""

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matinee.cli.progress import renderer
from matinee.cli.site import open_site
from matinee.cli.stop import Stop
from matinee.media.errors import Refused
from matinee.media.events import Watch

if TYPE_CHECKING:
    from matinee.migration.conversations.bringing import Brought

FORMATS = ("auto", "jsonl", "wordpress", "disqus", "isso")
FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
MOST_TOLD = 20
NOTES = {
    "pingbacks": "pingbacks and notes of programs, left out",
    "duplicates": "with the id of another, left out",
    "undated": "without a day that can be true; they got that of the comment before",
    "without_parent": "answered what is not there; each begins a thread",
    "loops": "answered each other in a circle, which was opened",
}


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--format", "kind", type=click.Choice(FORMATS), default="auto", show_default=True)
@click.option("--film", metavar="SLUG", default="", help="Put all of it under this film.")
@click.option(
    "--map", "by_map", type=FILE, help="A text file: an old address and a film’s slug a line."
)
@click.option("--by-title", is_flag=True, help="Match pages also by their titles.")
@click.option(
    "--state",
    type=click.Choice(("as-is", "held")),
    default="as-is",
    show_default=True,
    help="held: moderators look at everything before it is shown.",
)
@click.option("--with-spam", is_flag=True, help="Bring in also what was marked as spam.")
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def arrive(site: Path | None, /, file: Path, **given: Any) -> None:
    """Bring the comments in FILE under the films of this site.

    FILE is an export of Matinee (JSON Lines), WordPress (XML) or Disqus (XML), or the database of
    Isso. Threads, dates and names are kept; nobody is written to. What came in before is left as
    it is, so the same command can be run again, also after Ctrl-C.
    """
    if given["film"] and given["by_map"]:
        raise Refused("film-and-map", "Give --film or --map, not both.")
    open_site(site)
    from matinee.migration.conversations.bringing import bring
    from matinee.migration.conversations.films import Whither, read_map
    from matinee.migration.conversations.ordering import Wish

    by_map = read_map(given["by_map"]) if given["by_map"] else {}
    whither = Whither(given["film"], by_map, by_title=given["by_title"])
    wish = Wish(held=given["state"] == "held", with_spam=given["with_spam"])
    stop = Stop()
    stop.on_signals()
    watch = Watch(renderer(as_json=given["as_json"]), stop)
    brought = bring(file, given["kind"], whither, wish, watch, dry=given["dry_run"])
    _tell(brought, dry=given["dry_run"], as_json=given["as_json"])


def _tell(brought: "Brought", *, dry: bool, as_json: bool) -> None:
    if as_json:
        facts = dataclasses.asdict(brought)
        facts["unknown"] = [
            {"address": address, "title": title, "comments": count}
            for address, title, count in brought.unknown
        ]
        click.echo(json.dumps({"event": "imported", "dry_run": dry, **facts}, ensure_ascii=False))
        return
    click.echo("\n".join(_lines(brought, dry=dry)))
    if brought.unknown:
        click.echo("\n".join(_unknown(brought)), err=True)


def _lines(brought: "Brought", *, dry: bool) -> list[str]:
    states = ", ".join(f"{count} {state}" for state, count in sorted(brought.states.items()))
    told = [
        (
            brought.brought,
            f"{'would come in' if dry else 'came in'}{f': {states}' if states else ''}",
        ),
        (brought.here_already, "were here already, and were left as they are"),
        (brought.without_film, "stand under pages that are no film of this site"),
        (brought.spam, "spam, left out"),
        (brought.empty, "without words, left out"),
        (brought.cut, "had longer texts than are kept; they were cut"),
        *((count, NOTES[why]) for why, count in brought.notes.items()),
    ]
    head = f"{brought.comments} comments in the file ({brought.format})."
    return [
        head,
        *(f"{count:>9}  {words}" for count, words in told if count or words == told[0][1]),
    ]


def _unknown(brought: "Brought") -> list[str]:
    some = brought.unknown[:MOST_TOLD]
    more = len(brought.unknown) - len(some)
    return [
        "Pages that are no film of this site (comments, address, title):",
        *(f"{count:>9}  {address}  {title}".rstrip() for address, title, count in some),
        *([f"          … and {more} more; --json lists all."] if more else []),
        "Say with --map which is which film: an address and a slug a line, or “-” for no film.",
        "Then run the command again: only what is missing comes in.",
    ]
