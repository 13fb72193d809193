"""Captions by machine: how many words are wrong, when they stand, what they cost and imagine.

    apt-get install pocketsphinx-testdata wesnoth-1.16-music espeak-ng
    .venv/bin/python benchmarks/captions.py [--only read gap …] [--model NAME_OR_FOLDER]

Prints a line of JSON for each measure, ours beside faster-whisper with its own voice detector:

- `read`: word errors of speech that was read: five utterances of LibriVox laid end to end, four
  times over with other pauses, and a passage of 364 words that a synthetic voice reads; breaches
  of the norms by our cues and by Whisper's raw segments; CPU seconds a second, all told.
- `cards`: word errors of five utterances of a few words each, spoken by people into a telephone.
- `onset`: how far the first words of sentences stand from where the sound's energy rises.
- `gap`: words that are put on the wrong side of 8 s without speech, and into it.
- `music`: words that are heard in music in which nobody speaks.
- `clear`: word errors of clean speech, and of speech as loud as music, as it is and with clear
  dialogue.
- `languages`: word errors of a hundred words of German, French and Spanish, and which language was
  found out. espeak-ng reads them, hardly like a person; English by it shows what that costs.

Both texts are made alike before words are compared: small letters, hyphens as spaces, other
signs taken away, "mr" as mister, British endings as American ones, and card numbers as words.
"""

import argparse
import json
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from read_abroad import PASSAGES
from read_aloud import PASSAGE

from matinee.cli.demo.narration import narrate
from matinee.media import tool
from matinee.media.captions.cues import Cue
from matinee.media.captions.norms import breaches
from matinee.media.captions.segmentation import segment
from matinee.media.dialogue.clear import clear_sound
from matinee.media.errors import Refused
from matinee.media.speech.hear import Heard, hear_words
from matinee.media.speech.models import SpeechModel, find_model, models_folder
from matinee.media.speech.words import Word, text_of

RATE = 16_000
SPEECH = Path("/usr/share/pocketsphinx/test/data")
MUSIC = Path("/usr/share/games/wesnoth/1.16/data/core/music")
SILENCE_S = 8.0
SAME = {"mr": "mister", "neighbours": "neighbors", "harbour": "harbor"}
SAME |= dict(zip("12345", ("one", "two", "three", "four", "five"), strict=True))
SAME |= dict(zip(("6", "7", "8", "9", "10"), ("six", "seven", "eight", "nine", "ten"), strict=True))
Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Said:
    """Sound of 16 kHz, what is said in it, and where each sentence begins."""

    sound: Sound
    text: str
    starts_s: tuple[float, ...] = field(default=())


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="matinee-captions-") as folder:
        bench = Bench(Path(folder), find_model(options.model, models_folder()))
        for name in options.only:
            for line in MEASURES[name](bench):
                print(json.dumps({"measure": name, **line}), flush=True)


class Bench:
    """Listens, and counts what that costs."""

    def __init__(self, folder: Path, model: SpeechModel) -> None:
        self.folder, self.model = folder, model
        self._count = 0

    def file(self, sound: Sound) -> Path:
        """Write sound to a file of its own."""
        self._count += 1
        target = self.folder / f"{self._count}.wav"
        data = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
        raw = target.with_suffix(".s16")
        raw.write_bytes(data)
        tool.run(
            [tool.ffmpeg(), "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1",
             "-i", str(raw), str(target)],
            name="ffmpeg",
        )  # fmt: skip
        raw.unlink()
        return target

    def hear(self, file: Path, language: str = "en") -> tuple[Heard, float]:
        """Return what Matinee hears, and the CPU seconds of the whole of it."""
        before = _cpu_s()
        with tempfile.TemporaryDirectory(dir=self.folder) as work:
            heard = hear_words(file, self.model, language=language, work=Path(work))
        return heard, _cpu_s() - before

    def raw(self, file: Path) -> list[Any]:
        """Return faster-whisper's own segments, with its defaults and its voice detector."""
        from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy

        model = WhisperModel(str(self.model.folder), compute_type="int8", cpu_threads=1)
        segments, _ = model.transcribe(
            str(file), language="en", word_timestamps=True, vad_filter=True
        )
        return list(segments)


def measure_reading(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield word errors, breaches and cost of read speech."""
    for name, said in (("librivox", _librivox(4)), ("passage", _passage())):
        file = bench.file(said.sound)
        heard, cpu_s = bench.hear(file)
        wrong, count = _errors(said.text, text_of(list(heard.words)))
        began = time.process_time()
        cues = segment(heard.words, "en")
        setting_s = time.process_time() - began
        length_s = len(said.sound) / RATE
        yield {
            "speech": name, "seconds": round(length_s), "words": count, "wrong": wrong,
            "error_share": round(wrong / count, 4), "cues": len(cues),
            "breaches": len(breaches(cues)), "cpu_s_per_s": round(cpu_s / length_s, 3),
            "setting_cpu_s": round(setting_s, 3),
        }  # fmt: skip
        raw = bench.raw(file)
        wrong, count = _errors(said.text, " ".join(part.text for part in raw))
        raw_cues = [Cue(part.start, part.end, part.text.strip()) for part in raw]
        yield {
            "speech": name, "by": "faster-whisper", "words": count, "wrong": wrong,
            "error_share": round(wrong / count, 4), "cues": len(raw_cues),
            "breaches": len(breaches(raw_cues)),
        }  # fmt: skip


def measure_cards(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield word errors of single short utterances."""
    wrong = count = 0
    for path, text in _utterances("cards", ""):
        try:
            heard = text_of(list(bench.hear(path)[0].words))
        except Refused:
            heard = ""
        errors = _errors(text, heard)
        wrong, count = wrong + errors[0], count + errors[1]
    yield {"words": count, "wrong": wrong, "error_share": round(wrong / count, 4)}


def measure_onsets(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield how far first words stand from where the sound rises, in milliseconds."""
    for name, said in (("librivox", _librivox(1)), ("passage", _passage())):
        file = bench.file(said.sound)
        ours = [word.start_s for word in bench.hear(file)[0].words]
        raw = [word.start for part in bench.raw(file) for word in part.words]
        for by, starts in (("matinee", ours), ("faster-whisper", raw)):
            off = np.array([min((s - at for s in starts), key=abs) for at in said.starts_s]) * 1000
            yield {
                "speech": name, "by": by, "sentences": len(off),
                "median_ms": round(float(np.median(off))),
                "mean_abs_ms": round(float(np.abs(off).mean())),
                "worst_ms": round(float(off[np.abs(off).argmax()])),
            }  # fmt: skip


def measure_gaps(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield how many words are put before or into a silence that they are said after."""
    rng = np.random.default_rng(3)
    sentences = [_trimmed(_load(path)) for path, _ in _utterances("librivox")]
    texts = [text for _, text in _utterances("librivox")]
    hush = rng.normal(0, 1e-4, round(SILENCE_S * RATE)).astype(np.float32)
    totals = {"matinee": 0, "faster-whisper": 0}
    for first in range(len(sentences)):
        second = (first + 1) % len(sentences)
        file = bench.file(np.concatenate([sentences[first], hush, sentences[second]]))
        gap_s = len(sentences[first]) / RATE
        pair = texts[first], texts[second]
        ours = [(w.text, w.start_s, w.end_s) for w in bench.hear(file)[0].words]
        raw = [(w.word, w.start, w.end) for part in bench.raw(file) for w in part.words]
        for by, words in (("matinee", ours), ("faster-whisper", raw)):
            totals[by] += _misplaced(words, pair, gap_s)
    for by, total in totals.items():
        yield {"by": by, "pairs": len(sentences), "misplaced_words": total}


def measure_music(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield how many words are heard where nobody speaks."""
    music = _music(120)
    file = bench.file(music)
    try:
        words: Sequence[Word] = bench.hear(file)[0].words
    except Refused:
        words = []
    seconds = round(len(music) / RATE)
    yield {"by": "matinee", "seconds": seconds, "words": len(words), "text": text_of(list(words))}
    raw = bench.raw(file)
    text = " ".join(part.text.strip() for part in raw)
    yield {"by": "faster-whisper", "seconds": seconds, "words": len(text.split()), "text": text}


def measure_clear_dialogue(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield word errors of speech alone and under music, as it is and with clear dialogue."""
    for name, said in (("librivox", _librivox(1)), ("passage", _passage())):
        for over_db in (None, 0.0, -5.0):
            sound = said.sound
            if over_db is not None:
                sound = _mixed(sound, _music(len(sound) / RATE), over_db)
            file = bench.file(sound)
            clear = file.with_suffix(".flac")
            clear_sound(file, clear)
            facts: dict[str, Any] = {"speech": name, "over_music_db": over_db}
            for way, path in (("as_is", file), ("clear", clear)):
                try:
                    heard = text_of(list(bench.hear(path)[0].words))
                except Refused:
                    heard = ""
                wrong, count = _errors(said.text, heard)
                facts |= {way: round(wrong / count, 4)}
            yield facts


def measure_languages(bench: Bench) -> Iterator[dict[str, Any]]:
    """Yield word errors of other languages, which of them was heard, and how surely."""
    english = " ".join(PASSAGE.split()[:110])
    for tag, text in {"en": english, **PASSAGES}.items():
        file = bench.folder / f"{tag}.wav"
        voice = [shutil.which("espeak-ng") or "", "-v", tag, "-s", "140", "-w", str(file)]
        tool.run([*voice, " ".join(text.split())], name="espeak-ng")
        heard, cpu_s = bench.hear(file, language="")
        wrong, count = _errors(text, text_of(list(heard.words)))
        cues = segment(heard.words, heard.language)
        yield {
            "spoken": tag, "found": heard.language, "probability": heard.language_probability,
            "words": count, "wrong": wrong, "error_share": round(wrong / count, 4),
            "cues": len(cues), "breaches": len(breaches(cues)), "cpu_s": round(cpu_s, 1),
        }  # fmt: skip


def _misplaced(
    words: Sequence[tuple[str, float, float]], texts: tuple[str, str], gap_s: float
) -> int:
    """Count the words of each sentence that do not stand on its side of the silence.

    Where the second sentence begins among the words that were heard is where the two then differ
    least from the sentences.
    """
    heard = [(bare, start, end) for word, start, end in words for bare in _bare(word)]

    def wrong(place: int) -> int:
        sides = (heard[:place], heard[place:])
        return sum(
            _errors(text, " ".join(word for word, *_ in side))[0]
            for text, side in zip(texts, sides, strict=True)
        )

    place = min(range(len(heard) + 1), key=wrong)
    late = [end for _, _, end in heard[:place] if end > gap_s + 0.5]
    early = [start for _, start, _ in heard[place:] if start < gap_s + SILENCE_S - 0.3]
    return len(late) + len(early)


def _librivox(times: int) -> Said:
    """Lay the utterances end to end, again and again, with pauses of another length."""
    parts, texts, starts = [np.zeros(RATE // 2, np.float32)], [], []
    at = len(parts[0])
    for turn in range(times):
        pause = np.zeros(round((0.4 + 0.3 * turn) * RATE), np.float32)
        for path, text in _utterances("librivox"):
            sound = _trimmed(_load(path))
            starts.append(at / RATE)
            parts += [sound, pause]
            at += len(sound) + len(pause)
            texts.append(text)
    return Said(np.concatenate(parts), " ".join(texts), tuple(starts))


def _passage() -> Said:
    """Let the synthetic voice read the passage, 0.6 s between sentences."""
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(PASSAGE.split()))
    pause = np.zeros(round(0.6 * RATE), np.float32)
    parts, starts = [pause], []
    at = len(pause)
    for sound in narrate(sentences).sentences:
        narrow = _trimmed(_narrowed(sound))
        starts.append(at / RATE)
        parts += [narrow, pause]
        at += len(narrow) + len(pause)
    return Said(np.concatenate(parts), " ".join(sentences), tuple(starts))


def _narrowed(sound: Sound) -> Sound:
    """Bring 48 kHz to 16 kHz: the narrator leaves nothing above 15 kHz that would fold much."""
    spectrum = np.fft.rfft(sound)
    length = len(sound) // 3
    return np.fft.irfft(spectrum[: length // 2 + 1], length).astype(np.float32) / 3


def _trimmed(sound: Sound) -> Sound:
    """Cut the sound to where its energy rises above a 3000th of its loudest and falls under it."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    loud = np.flatnonzero((frames**2).mean(1) > (frames**2).mean(1).max() * 10**-3.5)
    return sound[loud[0] * 160 : (loud[-1] + 1) * 160]


def _mixed(speech: Sound, music: Sound, over_db: float) -> Sound:
    """Lay music under speech so that the speech is so many dB over it."""
    spoken = speech[np.abs(speech) > 0.02]
    level = np.sqrt(np.mean(spoken**2) / np.mean(music**2)) * 10 ** (-over_db / 20)
    both = speech + level * np.resize(music, len(speech))
    return (both * (0.8 / np.abs(both).max())).astype(np.float32)


def _utterances(folder: str, suffix: str = "") -> list[tuple[Path, str]]:
    lines = next((SPEECH / folder).glob("*transcription")).read_text().splitlines()
    found = [re.match(r"<s> (.*?)\s*</s> \((.*)\)", line) for line in lines]
    return [(SPEECH / folder / f"{line[2]}{suffix}.wav", line[1]) for line in found if line]


def _music(seconds: float) -> Sound:
    files = sorted(MUSIC.glob("*.ogg"))[:6]
    each = seconds / len(files)
    return np.concatenate([_load(file)[RATE * 10 :][: round(each * RATE) + 1] for file in files])


def _load(path: Path) -> Sound:
    """Return a sound file at 16 kHz, mono."""
    argv = [tool.ffmpeg(), "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(RATE), "-f",
            "f32le", "-"]  # fmt: skip
    return np.frombuffer(tool.run_binary(argv, name="ffmpeg"), dtype=np.float32)


def _errors(expected: str, heard: str) -> tuple[int, int]:
    """Return how many words are wrong, missing or too many (Levenshtein), of how many."""
    wanted, got = _bare(expected), _bare(heard)
    costs = list(range(len(got) + 1))
    for row, word in enumerate(wanted, 1):
        last, costs[0] = costs[0], row
        for column, other in enumerate(got, 1):
            step = min(costs[column] + 1, costs[column - 1] + 1, last + (word != other))
            last, costs[column] = costs[column], step
    return costs[-1], len(wanted)


def _bare(text: str) -> list[str]:
    words = re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split()
    return [SAME.get(word, word) for word in words]


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


MEASURES = {
    "read": measure_reading,
    "cards": measure_cards,
    "onset": measure_onsets,
    "gap": measure_gaps,
    "music": measure_music,
    "clear": measure_clear_dialogue,
    "languages": measure_languages,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--model", default="base")
    return parser.parse_args()


if __name__ == "__main__":
    main()
