"""`matinee sound clear`: the sound of a film once more, with its words in front of its music."""

import dataclasses
import json
from pathlib import Path

import click

from matinee.cli.progress import renderer
from matinee.cli.stop import Stop
from matinee.media.dialogue.clear import Cleared, clear_sound
from matinee.media.events import Watch
from matinee.media.film import CLEAR_DIALOGUE


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def clear(source: Path, target: Path, *, as_json: bool) -> None:
    """Write the sound of IN, a film or a sound file, to OUT with clear dialogue.

    OUT is a new .mp4, .m4a, .flac or .wav: as long as the sound of IN, as loud, and in step with
    its picture. Ctrl-C stops and leaves nothing.
    """
    stop = Stop()
    stop.on_signals()
    cleared = clear_sound(source, target, Watch(renderer(as_json=as_json), stop))
    if as_json:
        facts = {"event": "cleared", "file": str(target), **dataclasses.asdict(cleared)}
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(describe(cleared), err=True)
    click.echo(target)


def describe(cleared: Cleared) -> str:
    """Say in one line what was made."""
    level = f"{cleared.loudness_lufs:.1f} LUFS as before, peak {cleared.true_peak_dbtp:.1f} dBTP"
    if abs(cleared.loudness_lufs - cleared.original_lufs) > 0.3:
        level = level.replace("as before", f"(before {cleared.original_lufs:.1f})")
    if cleared.purpose == CLEAR_DIALOGUE:
        return f"Clear dialogue: someone speaks {cleared.speech_share:.0%} of the time; {level}"
    return f"Dialogue boost (the voice model is not installed): {level}"
