"""The windows of a film that were heard, kept one line each, so that a killed run goes on."""

import json
from collections.abc import Sequence
from pathlib import Path

from matinee.media.speech.words import Word


class KeptWindows:
    """A file whose first line is the language and each further one the words of a window.

    A line that was cut off by a kill is taken away, and what follows it.
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
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")

    def _read(self) -> None:
        if not self.path.is_file():
            return
        whole = self.path.read_bytes().rpartition(b"\n")[0]
        lines = [json.loads(line) for line in whole.splitlines()]
        if lines:
            self.language, self.probability = lines[0]
            self.windows = [[Word.from_json(word) for word in line] for line in lines[1:]]
        part = self.path.with_suffix(".part")
        part.write_bytes(whole + b"\n" if whole else b"")
        part.replace(self.path)
