"""Clear dialogue beside the original mix: how much clearer are the words, and is all else kept.

Real readings are laid under real music (dialogue_mixes.py), each mix is cleared by `clear_sound`
as in a release, and both files are decoded again. Then: Whisper base's word errors, ESTOI against
the speech alone, the music's level where nobody speaks, the offset by cross-correlation, loudness
and true peak by ffmpeg's EBU R128 meter, CPU seconds of all processes. Ratios are of sums over
all scenes. `--memory` measures instead the peak memory for one minute and for five.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from dialogue_mixes import (
    PIECES,
    RATE,
    Mix,
    decode,
    make_mix,
    readings,
    require_sources,
    write_wav,
)

from matinee.media import tool
from matinee.media.dialogue.clear import clear_sound
from matinee.media.sound import read_loudness
from matinee.media.speech.models import find_model, models_folder

RATIOS_DB = (-5.0, 0.0, 5.0)
WER_GOALS = {-5.0: 0.65, 0.0: 0.70, 5.0: 1.0}
AFTER_SPEECH_S, BEFORE_SPEECH_S, WINDOW_S = 1.0, 0.5, 0.4
"""Music is judged in windows that begin so long after a sentence and end so long before one."""
TEMPERATURES, DRAWS, SEED = (0.0, 0.2, 0.4, 0.6), 5, 1
"""As Matinee listens for captions. At the first alone Whisper may say one word for ever: 201 errors
in 71 words. At the others it draws lots, and may do so once in five: the median of so many draws
counts."""

Row = dict[str, float]


def main() -> None:
    """Make the mixes, clear them, measure both, print the table of goals."""
    options = _options()
    require_sources()
    with tempfile.TemporaryDirectory(prefix="matinee-bench-", dir=options.work) as folder:
        if options.memory:
            _memory(Path(folder))
            return
        rows = _scenes(options, Path(folder))
    _print_goals(rows)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--pieces", nargs="+", default=PIECES, help="of wesnoth's music")
    parser.add_argument("--ratios", type=float, nargs="+", default=RATIOS_DB)
    parser.add_argument(
        "--in-each-channel",
        action="store_true",
        help="the ratio in each channel, as a loudness meter has it, not of their sum",
    )
    parser.add_argument("--mono", action="store_true", help="one channel instead of wide music")
    parser.add_argument("--memory", action="store_true", help="measure peak memory instead")
    parser.add_argument("--work", type=Path, help="where to put temporary files")
    parser.add_argument("--json", type=Path, help="write every scene's figures here")
    return parser.parse_args()


def _scenes(options: argparse.Namespace, folder: Path) -> list[Row]:
    words_wrong, estoi = _listener(), _estoi()
    clean = sum(words_wrong(sound, words) for words, sound in readings())
    print(f"word errors on the readings alone: {clean} of {_count(readings())}", file=sys.stderr)
    rows = []
    for ratio_db in options.ratios:
        for piece in options.pieces:
            for seed in options.seeds:
                mix = make_mix(
                    piece,
                    ratio_db,
                    seed,
                    mono=options.mono,
                    in_each_channel=options.in_each_channel,
                )
                row = _scene(mix, folder, words_wrong, estoi)
                print(f"{ratio_db:+.0f} dB {piece} {seed}: {_brief(row)}", file=sys.stderr)
                rows.append({"ratio_db": ratio_db, "piece": piece, "seed": seed, **row})
    return rows


def _scene(mix: Mix, folder: Path, words_wrong: Callable, estoi: Callable) -> Row:
    before, after = folder / "mix.wav", folder / "clear.mp4"
    write_wav(before, mix.heard)
    after.unlink(missing_ok=True)
    cpu_s, _ = _timed(lambda: clear_sound(before, after))
    heard, cleared = mix.heard, decode(after, 2)[: len(mix.heard)]
    (lufs, _), (clear_lufs, peak) = _meter(before), _meter(after)
    music = music_change_db(mix, cleared)
    return {
        "words": len(mix.words.split()),
        "wrong": words_wrong(heard.mean(axis=1), mix.words),
        "wrong_clear": words_wrong(cleared.mean(axis=1), mix.words),
        "estoi": estoi(mix, heard),
        "estoi_clear": estoi(mix, cleared),
        "music_db": float(np.median(music)),
        "music_worst_db": float(music[np.abs(music).argmax()]),
        "music_within": float((np.abs(music) <= 2).mean()),
        "offset_ms": offset_ms(heard.mean(axis=1), cleared.mean(axis=1)),
        "loudness_lu": clear_lufs - lufs,
        "peak_dbtp": peak,
        "cpu_per_s": cpu_s / (len(heard) / RATE),
    }


def music_change_db(mix: Mix, cleared: np.ndarray) -> np.ndarray:
    """Return how much louder each window is in which nobody speaks."""
    quiet = np.ones(len(mix.heard), bool)
    for begin, end in mix.spans:
        quiet[begin - round(BEFORE_SPEECH_S * RATE) : end + round(AFTER_SPEECH_S * RATE)] = False
    size = round(WINDOW_S * RATE)
    starts = range(0, len(quiet) - size + 1, size)
    whole = [at for at in starts if quiet[at : at + size].all()]
    power = [
        [np.square(sound[at : at + size]).mean() for at in whole] for sound in (cleared, mix.heard)
    ]
    return 10 * np.log10(np.divide(*np.array(power)))


def offset_ms(one: np.ndarray, other: np.ndarray) -> float:
    """Return by how much the other sound is late, by their cross-correlation."""
    count = min(len(one), len(other))
    size = 1 << (2 * count - 1).bit_length()
    spectrum = np.fft.rfft(other[:count], size) * np.conj(np.fft.rfft(one[:count], size))
    lag = int(np.fft.irfft(spectrum).argmax())
    return (lag - size if lag > size // 2 else lag) / RATE * 1000


def word_errors(said: str, heard: str) -> int:
    """Return how many words were left out, put in or misheard (edit distance)."""
    wanted, found = _words(said), _words(heard)
    costs = list(range(len(found) + 1))
    for row, word in enumerate(wanted, 1):
        diagonal, costs[0] = costs[0], row
        for column, other in enumerate(found, 1):
            cheapest = min(costs[column], costs[column - 1]) + 1
            diagonal, costs[column] = costs[column], min(cheapest, diagonal + (word != other))
    return costs[-1]


def _words(text: str) -> list[str]:
    plain = text.lower().replace("mr.", "mister").replace("mr ", "mister ")
    return re.sub(r"[^a-z']+", " ", plain).split()


def _listener() -> Callable[[np.ndarray, str], float]:
    """Return who counts the word errors of Whisper base on a mono sound at 48 kHz."""
    from ctranslate2 import set_random_seed  # noqa: PLC0415 (an optional extra)
    from faster_whisper import WhisperModel  # noqa: PLC0415 (the same)

    set_random_seed(SEED)
    folder = find_model("base", models_folder()).folder
    whisper = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def heard(sound: np.ndarray) -> tuple[str, bool]:
        told, _ = whisper.transcribe(
            sound,
            language="en",
            beam_size=5,
            condition_on_previous_text=False,
            temperature=TEMPERATURES,
        )
        parts = list(told)
        return " ".join(part.text for part in parts), any(part.temperature for part in parts)

    def words_wrong(sound: np.ndarray, said: str) -> float:
        sound = _at_16_khz(sound)
        text, drawn = heard(sound)
        texts = [text, *(heard(sound)[0] for _ in range(DRAWS - 1) if drawn)]
        return float(np.median([word_errors(said, each) for each in texts]))

    return words_wrong


def _estoi() -> Callable[[Mix, np.ndarray], float]:
    try:
        from pystoi import stoi  # noqa: PLC0415 (asked for only here)
    except ImportError:
        sys.exit("This benchmark needs pystoi: pip install pystoi")

    def estoi(mix: Mix, sound: np.ndarray) -> float:
        spoken = [
            np.concatenate([each[begin:end] for begin, end in mix.spans])
            for each in (mix.speech, sound.mean(axis=1))
        ]
        return float(stoi(*map(_at_16_khz, spoken), 16_000, extended=True))

    return estoi


def _at_16_khz(sound: np.ndarray) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sound.wav"
        write_wav(file, sound[:, None] * (0.7 / np.abs(sound).max()))
        return decode(file, 1, rate=16_000)[:, 0].copy()


def _meter(file: Path) -> tuple[float, float]:
    words = [
        tool.ffmpeg(), "-hide_banner", "-nostats", "-nostdin", "-i", str(file),
        "-af", "aformat=channel_layouts=stereo,ebur128=peak=true:framelog=quiet", "-f", "null", "-",
    ]  # fmt: skip
    loudness, peak = read_loudness(tool.run(words, name="ffmpeg").stderr)
    return loudness or -70.0, peak or -70.0


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU seconds of the processes that `work` started and waited for, and wall seconds."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu_s, time.monotonic() - started


def _count(spoken: list[tuple[str, np.ndarray]]) -> int:
    return sum(len(words.split()) for words, _ in spoken)


def _brief(row: Row) -> str:
    return (
        f"words {row['wrong']:.1f} → {row['wrong_clear']:.1f}, "
        f"ESTOI {row['estoi']:.2f} → {row['estoi_clear']:.2f}, "
        f"music {row['music_db']:+.1f} ({row['music_worst_db']:+.1f} at worst), "
        f"{row['offset_ms']:+.2f} ms, {row['loudness_lu']:+.1f} LU, {row['peak_dbtp']:.1f} dBTP, "
        f"{row['cpu_per_s']:.3f} CPU"
    )


def _print_goals(rows: list[Row]) -> None:
    print(f"{len(rows)} scenes\n{'goal':44}{'figure':>30}")
    for ratio_db, goal in WER_GOALS.items():
        if at := [row for row in rows if row["ratio_db"] == ratio_db]:
            wrong, clear = (sum(row[name] for row in at) for name in ("wrong", "wrong_clear"))
            words = sum(row["words"] for row in at)
            figure = f"{clear / max(1, wrong):.2f} ({wrong:.0f} → {clear:.0f} of {words})"
            _print(
                f"word errors at {ratio_db:+.0f} dB ≤ {goal:.2f}×", figure, clear <= goal * wrong
            )
    if at := [row for row in rows if row["ratio_db"] == -5]:
        rise = float(np.mean([row["estoi_clear"] - row["estoi"] for row in at]))
        _print("ESTOI at −5 dB ≥ +0.10", f"{rise:+.3f}", rise >= 0.1)
    level = max((row["music_db"] for row in rows), key=abs)
    _print("music where nobody speaks within ±2 dB", f"{level:+.1f} dB", abs(level) <= 2)
    share = float(np.mean([row["music_within"] for row in rows]))
    worst = max((row["music_worst_db"] for row in rows), key=abs)
    _print("… in every 0.4 s of it", f"{share:.1%}, at worst {worst:+.1f} dB", share == 1)
    offset = max(abs(row["offset_ms"]) for row in rows)
    _print("offset < 5 ms", f"{offset:.2f} ms", offset < 5)
    loud = max(abs(row["loudness_lu"]) for row in rows)
    _print("loudness within ±0.3 LU", f"{loud:.1f} LU", loud <= 0.3 + 1e-9)
    peak = max(row["peak_dbtp"] for row in rows)
    _print("true peak ≤ −1 dBTP", f"{peak:.1f} dBTP", peak <= -1)
    cpu = float(np.mean([row["cpu_per_s"] for row in rows]))
    _print("CPU seconds per second ≤ 0.20", f"{cpu:.3f}", cpu <= 0.2)


def _print(goal: str, figure: str, reached: bool) -> None:  # noqa: FBT001 (told in its order)
    print(f"{goal:44}{figure:>30}  {'pass' if reached else 'FALLS SHORT'}")


def _memory(folder: Path) -> None:
    """Print the peak memory of the working process for a short and a long film."""
    mix = make_mix("knolls", 0, 1).heard
    for minutes in (1, 5):
        source = folder / f"mix-{minutes}.wav"
        write_wav(source, np.resize(mix, (minutes * 60 * RATE, 2)))
        words = [sys.executable, __file__, "--clear-one", str(source), str(source) + ".mp4"]
        peak = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        print(f"{minutes:3} min {int(peak) / 1024:8.0f} MiB")


def _clear_one(source: str, target: str) -> None:
    clear_sound(Path(source), Path(target))
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    if sys.argv[1:2] == ["--clear-one"]:
        _clear_one(*sys.argv[2:])
    else:
        main()
