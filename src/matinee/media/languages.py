"""Language codes: from what containers carry to what playlists and pages need."""

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from matinee.media.errors import Refused

NO_LANGUAGE = frozenset({"", "und", "mis", "mul", "zxx", "qaa"})


def bcp47(code: str) -> str:
    """Return the BCP 47 tag of an ISO 639 code ("eng" → "en"); "und" for what is none."""
    code = code.strip().replace("_", "-")
    primary, _, rest = code.partition("-")
    primary = get_global("language_aliases").get(primary.lower(), primary.lower())
    if not (primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3):
        return "und"
    return f"{primary}-{rest}" if rest else str(primary)


def own_name(tag: str) -> str:
    """Return a language's name in itself ("Français"); "" when it has none."""
    if tag in NO_LANGUAGE:
        return ""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    name = locale.get_display_name(locale) or ""
    return name[:1].upper() + name[1:]


def language_label(tag: str) -> str:
    """Return a language's own name for itself ("fr" → "Français").

    Raises Refused when the tag (BCP 47) names no language.
    """
    if name := own_name(tag):
        return name
    raise Refused(
        "language-unknown",
        f"“{tag}” is not a language that Matinee knows.",
        "Give its short tag, such as en, fr or pt-BR.",
    )
