"""Make the clear-dialogue mix of a film's sound: listen, remix, match the loudness, encode."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from matinee.media.apart import Facts, run_apart
from matinee.media.dialogue import boost
from matinee.media.dialogue.gate import SPEAKING_DB, Gains
from matinee.media.dialogue.listening import Tell, listen
from matinee.media.dialogue.mastering import ENDINGS, loudness_of, master
from matinee.media.dialogue.remix import remixed
from matinee.media.dialogue.source import SoundSource, read_source
from matinee.media.dialogue.trace import Trace
from matinee.media.dialogue.voice_assets import has_voice_model
from matinee.media.errors import Refused
from matinee.media.events import Progress, Watch
from matinee.media.film import CLEAR_DIALOGUE, DIALOGUE_BOOST

MUSIC_DB = -1.0
"""Music where nobody speaks, in the end, beside the original: two dB would be too far."""
SETTLED_DB = 0.4
ROUNDS = 4

LISTENED, LEVELLED = 0.7, 0.8
"""How much of the work is done after each pass."""


@dataclass(frozen=True)
class Cleared:
    """A finished clear mix. `speech_share` is 0 where only the ffmpeg tier listened."""

    purpose: str
    loudness_lufs: float
    true_peak_dbtp: float
    original_lufs: float
    speech_share: float


def clear_sound(
    source: Path, target: Path, watch: Watch = Watch(), *, idle: bool = False
) -> Cleared:
    """Write the clear mix of a film's or file's main sound as `target`, in a process of its own.

    An `.mp4` is the CMAF file that a film's folder wants; `.m4a`, `.flac` and `.wav` are plain
    files. The mix is as long as the source's sound and in step with it. `idle` leaves the cores
    to others.

    Raises Refused with one of missing, out-exists, no-folder, ending, unreadable, no-sound,
    no-speech, mono-boost; Cancelled on request.
    """
    _judge(source, target)
    part = target.with_name(f"{target.stem}.part{target.suffix.lower()}")
    facts = {"source": str(source.absolute()), "target": str(part.absolute())}
    try:
        cleared = Cleared(**run_apart(clear_dialogue, facts, watch, idle=idle))
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return cleared


def clear_dialogue(facts: Facts, watch: Watch) -> Facts:
    """Do the work of `clear_sound` here: facts hold `source` and `target`, as paths."""
    source, target = read_source(Path(facts["source"])), Path(facts["target"])
    make = _clear if has_voice_model() else _boost
    return make(source, target, watch).__dict__


def _judge(source: Path, target: Path) -> None:
    if not source.is_file():
        raise Refused("missing", f"There is no file {source.name}.", "Check the name of the film.")
    if target.suffix.lower() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise Refused("ending", f"{target.name} should end in one of {known}.")
    if target.exists():
        raise Refused("out-exists", f"There is already something called {target.name}.")
    if not target.parent.is_dir():
        raise Refused("no-folder", f"There is no folder {target.parent.name} to write into.")


def _clear(source: SoundSource, target: Path, watch: Watch) -> Cleared:
    tell = partial(_teller, source, watch)
    with Trace(target.parent) as trace:
        original_lufs = listen(source, trace, tell("listen", 0, LISTENED))
        gains, gain_db = _settle(source, trace, original_lufs)
        watch.listener(Progress("level", LEVELLED))
        mix = partial(remixed, source, trace, gains)
        made = master(mix, target, original_lufs, gain_db, tell("encode", LEVELLED, 1))
        share = round(trace.speech_share, 4)
    return Cleared(CLEAR_DIALOGUE, made.loudness_lufs, made.true_peak_dbtp, original_lufs, share)


def _settle(source: SoundSource, trace: Trace, original_lufs: float) -> tuple[Gains, float]:
    """Choose the idle gain with which music ends at MUSIC_DB once the loudness is matched.

    Turning the music down makes the mix quieter and the match then lifts all of it, so the
    idle gain is what is left to wish after that lift. Returns the gains and the lift in dB.
    """
    gains = Gains(SPEAKING_DB, -4.0)
    for _ in range(ROUNDS):
        lift_db = original_lufs - loudness_of(remixed(source, trace, gains))
        idle_db = min(0.0, max(SPEAKING_DB, MUSIC_DB - lift_db))
        if abs(idle_db - gains.idle_db) <= SETTLED_DB:
            break
        gains = replace(gains, idle_db=idle_db)
    return gains, lift_db


def _boost(source: SoundSource, target: Path, watch: Watch) -> Cleared:
    tell = partial(_teller, source, watch)
    original_lufs = boost.loudness_of_stereo(source, tell("listen", 0, 0.3))
    gain_db = original_lufs - loudness_of(boost.boosted(source))
    encode = tell("encode", 0.5, 1)
    made = master(lambda: boost.boosted(source), target, original_lufs, gain_db, encode)
    return Cleared(DIALOGUE_BOOST, made.loudness_lufs, made.true_peak_dbtp, original_lufs, 0.0)


def _teller(source: SoundSource, watch: Watch, stage: str, begin: float, end: float) -> Tell:
    """Return who turns seconds of sound into progress between two fractions of the whole."""

    def tell(done_s: float) -> None:
        part = min(1.0, done_s / source.duration_s) if source.duration_s else 0.0
        watch.listener(Progress(stage, round(begin + (end - begin) * part, 4)))

    return tell
