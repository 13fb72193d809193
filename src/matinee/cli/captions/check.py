"""`matinee captions check`: whether a caption file keeps broadcasters' norms."""

import dataclasses
import json
from pathlib import Path

import click

from matinee.cli.captions.files import read_file
from matinee.cli.captions.frame_rate import frame_rate_option
from matinee.media.captions.norms import BROADCAST, Breach, breaches
from matinee.media.timecode import vtt_time

BREACHED = 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@frame_rate_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def check(context: click.Context, file: Path, *, frame_rate: float, as_json: bool) -> None:
    """Say which captions of FILE do not keep broadcasters' norms.

    Two lines of 42 characters at most (21 full-width ones), 1 to 7 seconds, 17 characters a
    second at most, none over another and two frames between. The exit status is 0 when all
    keep them, and 2 when some do not or FILE cannot be read.
    """
    cues = read_file(file).cues
    found = breaches(cues, dataclasses.replace(BROADCAST, frame_rate=frame_rate))
    if as_json:
        listed = [_facts(breach, cues[breach.index].start_s) for breach in found]
        click.echo(json.dumps({"captions": len(cues), "breaches": listed}, ensure_ascii=False))
    else:
        for breach in found:
            start = vtt_time(cues[breach.index].start_s)
            click.echo(f"{breach.index + 1:>5}  {start}  {breach.sentence}")
        many = len({breach.index for breach in found})
        click.echo(f"Captions: {len(cues)}, of which break a norm: {many}.", err=True)
    context.exit(BREACHED if found else 0)


def _facts(breach: Breach, start_s: float) -> dict[str, object]:
    return {
        "number": breach.index + 1,
        "start_s": round(start_s, 3),
        "what": breach.what,
        "sentence": breach.sentence,
    }
