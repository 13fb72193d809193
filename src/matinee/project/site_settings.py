"""The settings a site has, each declared once: name, default, and the words of its reference."""

import dataclasses
import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from matinee.media.errors import Refused

GIB = 1024**3


def _setting(default: Any, doc: str, env: str = "") -> Any:
    return dataclasses.field(default=default, metadata={"doc": doc, "env": env})


@dataclasses.dataclass(frozen=True)
class SiteSettings:
    """What can be set in matinee.toml or, winning over it, in the environment."""

    site_name: str = _setting("Matinee", "The name of the site, shown on every page.")
    tagline: str = _setting("", "One line under the name.")
    language: str = _setting("en", "The language the pages are written in (BCP 47).")
    time_zone: str = _setting("UTC", "The time zone of the editors, such as Europe/Lisbon.")
    address: str = _setting(
        "",
        "The public address, such as https://films.example. The studio accepts its host name"
        " and, if it is https, sends its cookies over https alone. Feeds, sitemaps, shared links"
        " and the player for other sites need it; pages are baked anew when it changes.",
    )
    hosts: tuple[str, ...] = _setting(
        (), "Further host names under which the studio may be opened; * allows any."
    )
    embed_hosts: tuple[str, ...] = _setting(
        ("*",),
        "Sites that may show the player of a film on their pages, such as https://review.example"
        " or *.school.example; * allows any, an empty list none.",
    )
    database_url: str = _setting(
        "", "Another database than the site's own SQLite file.", env="DATABASE_URL"
    )
    scheduler: str = _setting(
        "", "Address of a Dask scheduler for encoding; empty encodes on this machine."
    )
    max_master_bytes: int = _setting(200 * GIB, "The largest master that is accepted, in bytes.")
    max_duration_s: float = _setting(6 * 3600.0, "The longest film that is accepted, in seconds.")
    max_width: int = _setting(8192, "The widest picture that is accepted, in pixels.")
    max_height: int = _setting(8192, "The tallest picture that is accepted, in pixels.")
    clear_dialogue: bool = _setting(
        default=True,
        doc="Whether every film with speech gets a second sound track in which the voices stand"
        " out from music and noise; its own mix stays as it is.",
    )
    automatic_captions: bool = _setting(
        default=True,
        doc="Whether films without captions get captions by speech recognition, marked as"
        " automatic until an editor has been over them.",
    )
    caption_model: str = _setting(
        "base",
        "The Whisper model that hears the words: base, which comes with Matinee, another that"
        " faster-whisper knows by name and fetches once, such as small, or a folder with one.",
    )
    finish_at_leisure: bool = _setting(
        default=True,
        doc="Whether clear dialogue, captions and proposed chapters take only the time of"
        " processors that nothing else wants. Say no on a machine that is never at rest.",
    )
    lease_s: float = _setting(
        60.0, "A worker silent for so many seconds is taken for dead; another takes its job over."
    )
    job_attempts: int = _setting(3, "How often a film is begun before it is given up as failed.")
    free_disk_floor_bytes: int = _setting(
        GIB, "Below this much free disk the site reports itself unhealthy, in bytes."
    )
    mail_url: str = _setting(
        "",
        "The server that sends mail, such as smtp://user:password@mail.example:587. Needs"
        " mail_from and address beside it. While it is empty nothing is sent: enquiries wait in"
        " the studio, and nobody can ask for news by e-mail.",
    )
    mail_from: str = _setting(
        "", "Who mails come from, such as Harbour Films <post@films.example>."
    )
    mail_to: str = _setting(
        "", "Where enquiries go for a film that names no address; empty is mail_from."
    )
    mails_per_hour: int = _setting(
        500, "How many mails are sent in an hour; more wait. Many mail services have a limit."
    )
    posts_per_hour: int = _setting(
        200, "How many enquiries and wishes for news are taken in an hour, from everyone together."
    )
    conversation_endpoint: str = _setting(
        "",
        "Another host that takes what visitors write under films, such as"
        " https://talk.films.example; it runs Matinee on the same database. Empty: this one.",
    )
    conversation_origins: tuple[str, ...] = _setting(
        (),
        "Sites whose pages may post comments here, such as https://films.example, where the pages"
        " are served from another host than this one.",
    )
    comments_per_network: int = _setting(
        20, "How many comments one network may send in an hour. 0: any number."
    )
    comments_per_film: int = _setting(
        600, "How many comments one film takes in an hour, from everyone together. 0: any number."
    )
    proof_of_work: bool = _setting(
        default=False,
        doc="Whether a browser must do a few seconds' sum before it may post a comment. Comments"
        " from browsers without JavaScript then wait for a moderator.",
    )
    trusted_proxies: tuple[str, ...] = _setting(
        ("127.0.0.1", "::1"),
        "Addresses or networks of the web servers in front of this one, whose word for the"
        " visitor's address (X-Forwarded-For) is believed.",
    )
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR.")
    debug: bool = _setting(
        default=False, doc="Show errors in full. Never on a site that others can reach."
    )


def read_site_settings(file: Path, environment: Mapping[str, str] = os.environ) -> SiteSettings:
    """Read matinee.toml (absent is empty) and lay the environment over it.

    Raises Refused when the file is not TOML, names an unknown setting or gives
    a value of the wrong type.
    """
    values = {**_read_file(file), **_read_environment(environment)}
    return SiteSettings(**values)


def settings_template() -> str:
    """Return a matinee.toml with every setting, commented out at its default."""
    parts = ["# Settings of this site. Remove the # before a line to change it.\n"]
    for field in dataclasses.fields(SiteSettings):
        doc = field.metadata["doc"]
        parts.append(f"\n# {doc}\n# {field.name} = {_toml_value(field.default)}\n")
    return "".join(parts)


def env_name(field: dataclasses.Field[Any]) -> str:
    """Return the environment variable that sets a field."""
    return field.metadata["env"] or f"MATINEE_{field.name.upper()}"


def _read_file(file: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            "settings-unreadable", f"{file.name} cannot be read: {error}.", "Mend that line."
        ) from error
    fields = {field.name: field for field in dataclasses.fields(SiteSettings)}
    for name in table:
        if name not in fields:
            raise Refused(
                "setting-unknown",
                f"{file.name} has a setting “{name}” that Matinee does not know.",
                f"It knows: {', '.join(fields)}.",
            )
    return {name: _checked(fields[name], value) for name, value in table.items()}


def _read_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values = {}
    for field in dataclasses.fields(SiteSettings):
        text = environment.get(env_name(field), "")
        if text:
            values[field.name] = _parsed(field, text)
    return values


def _checked(field: dataclasses.Field[Any], value: Any) -> Any:
    """Return a TOML value as the field's type, or refuse it."""
    wanted = type(field.default)
    if wanted is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not wanted:
        raise _wrong_type(field, value)
    return value


def _parsed(field: dataclasses.Field[Any], text: str) -> Any:
    """Return an environment value as the field's type, or refuse it."""
    wanted: Callable[[str], Any] = type(field.default)
    if wanted is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if wanted is bool:
        switches = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
        if text.lower() not in switches:
            raise _wrong_type(field, text)
        return switches[text.lower()]
    try:
        return wanted(text)
    except ValueError as error:
        raise _wrong_type(field, text) from error


def _wrong_type(field: dataclasses.Field[Any], value: Any) -> Refused:
    kinds = {
        str: "text",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        tuple: "a list of texts",
    }
    kind = kinds[type(field.default)]
    return Refused(
        "setting-wrong",
        f"The setting {field.name} must be {kind}, not {value!r}.",
        "Mend it in matinee.toml or in the environment.",
    )


def _toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_value(part) for part in value) + "]"
    return str(value)
