"""`matinee media probe`: what a master holds, and whether it can be taken."""

import json
from pathlib import Path

import click

from matinee.media.probe import AudioFacts, Probe, probe_master


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def probe(file: Path, *, as_json: bool) -> None:
    """Say what FILE holds and whether it can be taken as a master."""
    facts = probe_master(file)
    if as_json:
        click.echo(json.dumps(facts.as_json(), ensure_ascii=False))
        return
    for label, words in describe(facts):
        click.echo(f"{label:<10}{words}")


def describe(facts: Probe) -> list[tuple[str, str]]:
    """Return the facts as labelled lines for people."""
    video = facts.video
    traits = [
        f"{facts.width} × {facts.height}",
        f"{float(video.nominal_rate):g} a second",
        f"{video.bit_depth} bit",
        *(["HDR"] if video.hdr else []),
        *(["interlaced"] if video.interlaced else []),
        *([f"rotated {video.rotation}°"] if video.rotation else []),
    ]
    minutes, seconds = divmod(round(facts.duration_s), 60)
    lines = [
        ("Container", facts.container),
        ("Length", f"{minutes}:{seconds:02}, {video.frame_count} pictures"),
        ("Picture", f"{video.codec}, {', '.join(traits)}"),
    ]
    lines += [("Sound", _sound(track)) for track in facts.audio] or [("Sound", "none")]
    if facts.chapters:
        lines.append(("Chapters", ", ".join(chapter.title for chapter in facts.chapters)))
    return lines + [("Note", warning) for warning in facts.warnings]


def _sound(track: AudioFacts) -> str:
    return f"{track.codec}, {track.layout}, {track.sample_rate} Hz, language {track.language}"
