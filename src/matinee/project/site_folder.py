"""Where a site keeps its things: one folder made by `matinee new`, and how to find it."""

import dataclasses
import os
import secrets
from pathlib import Path

from matinee.media.errors import Refused

SETTINGS_NAME = "matinee.toml"
FOLDER_ENV = "MATINEE_SITE"


@dataclasses.dataclass(frozen=True)
class SiteFolder:
    """The places of one site. Only `public` is ever served."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """The commented settings; its presence is what makes a folder a site."""
        return self.root / SETTINGS_NAME

    @property
    def secret_key_file(self) -> Path:
        """The key that signs the editors' sessions; readable by its owner alone."""
        return self.root / "secret_key"

    @property
    def database_file(self) -> Path:
        """The SQLite database, unless DATABASE_URL names another."""
        return self.root / "site.sqlite3"

    @property
    def masters(self) -> Path:
        """The delivered files, by digest. Private."""
        return self.root / "masters"

    @property
    def originals(self) -> Path:
        """The pictures as they were uploaded. Private."""
        return self.root / "originals"

    @property
    def work(self) -> Path:
        """Half-made films. Private, and safe to lose."""
        return self.root / "work"

    @property
    def public(self) -> Path:
        """Everything a static server needs to show the site."""
        return self.root / "public"

    @property
    def media(self) -> Path:
        """What /media/ serves: films, captions, pictures."""
        return self.public / "media"

    def create(self) -> None:
        """Make the folders and the secret key; what is there already is kept."""
        for folder in (self.masters, self.originals, self.work, self.media):
            folder.mkdir(parents=True, exist_ok=True)
        for private in (self.masters, self.originals, self.work):
            private.chmod(0o700)
        for name in (self.secret_key_file, self.database_file):
            # An empty file is an empty SQLite database, here one that only its owner can read.
            name.touch(mode=0o600)
        if not self.secret_key_file.stat().st_size:
            self.secret_key_file.write_text(secrets.token_urlsafe(48) + "\n", encoding="utf-8")

    def secret_key(self) -> str:
        """Read the key, or make a passing one where the folder has none yet.

        A passing key keeps checks and documentation builds working; sessions
        signed with it end with the process.
        """
        try:
            return self.secret_key_file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return secrets.token_urlsafe(48)


def find_site_folder(start: Path) -> SiteFolder:
    """Return the site folder that is `start` or the nearest parent of it.

    Raises Refused("no-site") when none of them has a matinee.toml.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / SETTINGS_NAME).is_file():
            return SiteFolder(folder)
    raise Refused(
        "no-site",
        "This is not a site folder.",
        "Make one with `matinee new DIR`, or name yours with `--site DIR`.",
    )


def configured_folder() -> SiteFolder:
    """Return the folder that the environment names, else the working folder."""
    return SiteFolder(Path(os.environ.get(FOLDER_ENV) or Path.cwd()).absolute())
