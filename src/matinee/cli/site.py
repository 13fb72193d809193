"""Opens the site folder that a command works in; Django's rooms can be imported after this."""

import gc
import os
from pathlib import Path

from matinee.project.site_folder import FOLDER_ENV, SiteFolder, find_site_folder


def open_site(named: Path | None) -> SiteFolder:
    """Find the site folder, by `--site` or from the working folder upwards, and set Django up.

    Raises Refused when there is no site folder there or its settings are wrong.
    """
    folder = find_site_folder(named or Path.cwd())
    set_up_django(folder)
    return folder


def set_up_django(folder: SiteFolder) -> None:
    """Point Django's settings at a folder and load the apps.

    What is loaded stays for good: looking through it for garbage, again and again, would take a
    fifth of the time.
    """
    import django

    os.environ[FOLDER_ENV] = str(folder.root)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.project.settings")
    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        gc.enable()
