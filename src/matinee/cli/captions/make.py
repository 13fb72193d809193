"""`matinee captions make`: captions of what is said in a film or a sound file."""

import dataclasses
import json
import shutil
from pathlib import Path

import click

from matinee.cli.captions.files import judge_target, write_file
from matinee.cli.captions.frame_rate import frame_rate_option
from matinee.cli.progress import renderer
from matinee.cli.stop import Stop
from matinee.media.captions.cues import read_vtt
from matinee.media.captions.formats import write_captions
from matinee.media.captions.made import MadeCaptions
from matinee.media.captions.make import CaptionOptions, make_captions
from matinee.media.dialogue.clear import clear_sound
from matinee.media.digest import digest_of
from matinee.media.errors import MatineeError, Refused
from matinee.media.events import Note, Watch
from matinee.media.film import CLEAR_DIALOGUE
from matinee.media.languages import language_label
from matinee.media.speech.models import PACKAGED, find_model, models_folder
from matinee.media.work_folder import held


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", default="", metavar="TAG", help="The spoken language; else found out.")
@click.option(
    "--model",
    default=PACKAGED,
    show_default=True,
    metavar="NAME_OR_FOLDER",
    help="The Whisper model: base comes with Matinee, others are fetched once by their name.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A .vtt, .srt, .ass, .ttml or .txt; else FILE's name with .vtt.",
)
@click.option("--replace", is_flag=True, help="Replace what is there by that name.")
@frame_rate_option
@click.option("--as-is", is_flag=True, help="Listen to the mix itself, not to its clear dialogue.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def make(file: Path, out: Path | None, **given: str) -> None:
    """Write down what is said in FILE, a film or a sound file, as captions beside it.

    Ctrl-C stops; the same command goes on where it stopped. Models and half-made work are kept
    in the folder matinee of $XDG_CACHE_HOME, or of ~/.cache.
    """
    as_json = bool(given["as_json"])
    target = out or file.with_suffix(".vtt")
    kind = judge_target(target, replace=bool(given["replace"]))
    options = CaptionOptions(
        models_folder(), given["language"], given["model"], float(given["frame_rate"])
    )
    work = _judge(file, options)
    stop = Stop()
    stop.on_signals()
    watch = Watch(renderer(as_json=as_json), stop)
    with held(work):
        try:
            heard = file if given["as_is"] else _clear_dialogue(file, work, watch)
            made = make_captions(heard, options, watch, work=work)
            text = made.vtt if kind == "vtt" else write_captions(read_vtt(made.vtt), kind)
            write_file(target, text)
        except Refused:
            shutil.rmtree(work)
            raise
        shutil.rmtree(work)
    _tell(made, target, from_clear_dialogue=heard != file, as_json=as_json)


def _judge(file: Path, options: CaptionOptions) -> Path:
    """Return the folder for what is half made of this very file.

    Raises Refused, before any of the long work, for a file, a language or a model that is none.
    """
    if not file.is_file():
        raise Refused("no-file", f"{file.name} cannot be read.", "Name an existing file.")
    if options.language:
        language_label(options.language)
    find_model(options.model, options.models)
    facts = file.stat()
    # Another cut under the same name has other words.
    name = digest_of(str(file.absolute()), facts.st_size, facts.st_mtime_ns)
    return options.models.with_name("heard") / name[:16]


def _clear_dialogue(file: Path, work: Path, watch: Watch) -> Path:
    """Return the film's sound with clear dialogue, or the film where there is none to be had."""
    target = work / "clear.flac"
    if target.exists():
        return target
    try:
        cleared = clear_sound(file, target, watch)
    except MatineeError as error:
        if error.code in ("cancelled", "disk-full"):
            raise
        watch.listener(Note(f"The mix itself is listened to: {error.message}"))
        return file
    return target if cleared.purpose == CLEAR_DIALOGUE else file


def _tell(made: MadeCaptions, target: Path, *, from_clear_dialogue: bool, as_json: bool) -> None:
    if as_json:
        facts = dataclasses.asdict(made)
        del facts["vtt"]
        facts |= {"file": str(target), "from_clear_dialogue": from_clear_dialogue}
        click.echo(json.dumps({"event": "captioned", **facts}, ensure_ascii=False))
        return
    words = f"{made.cue_count} captions in {made.language}, heard by {made.made_by}"
    track = " in the clear dialogue" if from_clear_dialogue else ""
    doubts = f"; {len(made.doubts)} doubtful words" if made.doubts else ""
    click.echo(f"{words}{track}{doubts}. Read them before you publish them.", err=True)
    click.echo(target)
