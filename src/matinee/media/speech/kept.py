"""The windows of a film that were heard, kept one line each, so that a killed run goes on."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from matinee.media.speech.words import Word


class KeptWindows:
    """A file whose first line is the language and each further one the words of a window.

    A line that was cut off by a kill, or came to nothing in a power cut, is taken away, and what
    follows it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.language = ""
        self.probability = 0.0
        self.windows: list[list[Word]] = []
        self._read()

    def keep_language(self, language: str, probability: float) -> None:
        """Keep which language is spoken."""
        self.language, self.probability = language, round(probability, 3)
        self._append([self.language, self.probability])

    def keep(self, words: Sequence[Word]) -> None:
        """Keep the words of the next window."""
        self.windows.append(list(words))
        self._append([word.as_json() for word in words])

    def _append(self, facts: list[object]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line(facts))

    def _read(self) -> None:
        if not self.path.is_file():
            return
        lines: list[Any] = []
        with suppress(ValueError):
            # One at a time: those before a broken one are kept.
            for line in self.path.read_bytes().split(b"\n"):
                lines += [json.loads(line)]
        if lines:
            self.language, self.probability = lines[0]
            self.windows = [[Word.from_json(word) for word in line] for line in lines[1:]]
        part = self.path.with_suffix(".part")
        part.write_text("".join(map(_line, lines)), encoding="utf-8")
        part.replace(self.path)


def _line(facts: list[object]) -> str:
    return json.dumps(facts, ensure_ascii=False) + "\n"
