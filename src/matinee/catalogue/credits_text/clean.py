"""Turns pasted text (web pages, mails, markdown, tables) into plain lines."""

import csv
import html
import re
import unicodedata
from dataclasses import dataclass, replace

from matinee.catalogue.credits_text.words import words

TAB = "\t"

_BREAK_TAG = re.compile(r"<(?:br|/p|/li|/tr|/div|/h[1-6]|/ul|/dd)\b[^<>]{0,200}>", re.IGNORECASE)
_CELL_TAG = re.compile(r"</(?:td|th|dt)>", re.IGNORECASE)
_BOLD_TAG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)")
_BOLD_LABEL = re.compile(r"^(\W{0,8})(\*{1,3}|__)([^*_:\t]{2,60})\2[ ]+(?=[^\s:–—|-])")
_STARS = re.compile(r"(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)")
_ITALIC = re.compile(r"(?<!\w)_([^_\s][^_]{0,100})_(?!\w)")
_BULLET = re.compile(r"^(?:[-–—*•‣◦·+►▪●■▶✦»>]\s*)+(?=\s|[^\W\d])(?<![-–—])|^[-–—]\s+")
_NUMBER = re.compile(r"^\(?\d{1,3}[.)]\s+(?!regie|kamera|aufnahme|assist|ac\b|ad\b)", re.IGNORECASE)
_HASHTAG = re.compile(r"(?<!\S)#(?=[^\W\d])\w+")
_TABLE_RULE = re.compile(r"^[\s|:+=_-]{3,}$")
_ROLE_HEADERS = words("role-headers")
_NAME_HEADERS = words("name-headers")
_CHARACTER_HEADERS = words("character-headers")
_ACTOR_HEADERS = words("actor-headers")
_ARROWS = dict.fromkeys("➜➔➙➛➝➞➡⇒⟶►▶▸", "→")
_DOTS = dict.fromkeys("●▪■◦‣∙▫", "•")


@dataclass(frozen=True)
class Line:
    """A line of the text, cleaned. `number` counts the lines as pasted, from 1."""

    number: int
    text: str
    indented: bool = False
    remark: bool = False
    """It began with "#": a markdown title, or a remark."""
    table: bool = False
    """Role and name of a table whose header says so."""


def clean_lines(text: str, most: int) -> list[Line]:
    """Return so many lines at most, without markup, marks nobody sees, bullets and numbering.

    A line of HTML can become several, which keep its number.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [
        cleaned
        for number, raw in enumerate(re.split("[\n\v\f\x85\u2028\u2029]", text)[:most], 1)
        for piece in _without_tags(raw).split("\n")
        if (cleaned := _clean(number, piece)) is not None
    ]
    return _read_table(lines[:most])


def _without_tags(raw: str) -> str:
    if "<" in raw:
        raw = _BREAK_TAG.sub("\n", raw)
        raw = _BOLD_TAG.sub("**", _CELL_TAG.sub(TAB, raw))
        raw = _TAG.sub("", raw)
    return html.unescape(raw).replace("\xa0", " ") if "&" in raw else raw


def _clean(number: int, raw: str) -> Line | None:
    """Return the line, or None for the rule of a table."""
    # "Produzent:innen" has a colon that ends no label.
    raw = re.sub(r"(?<=\w):(?=(?:innen|in|r|n)\b)", "*", raw)
    seen = _SPACES.sub(" ", _INVISIBLE.sub("", raw)).replace("\u3000", "  ").replace("：", ":")
    if seen.strip() and _TABLE_RULE.match(seen) and ("|" in seen or "+" in seen):
        return None
    indented = bool(re.match(r"\s*\t|\s{4,}", seen))
    seen = _without_pictures(seen).strip()
    remark = bool(re.match(r"#{1,6}\s", seen))
    seen = _HASHTAG.sub("", re.sub(r"^#{1,6}\s+", "", seen))
    if seen.startswith("|") and seen.endswith("|"):
        seen = TAB.join(cell.strip() for cell in seen.strip("|").split("|"))
    seen = _BOLD_LABEL.sub(r"\1\3" + TAB, seen)
    seen = _NUMBER.sub("", _BULLET.sub("", seen).lstrip(" ")).strip()
    seen = _MARKDOWN_LINK.sub(r"\1", seen)
    seen = _ITALIC.sub(r"\1", _STARS.sub("", seen))
    return Line(number, seen.strip(), indented, remark)


def _without_pictures(text: str) -> str:
    """Drop emoji; arrows and bullets become one kind each."""
    if text.isascii():
        return text
    return "".join(_plain_sign(char) for char in text)


def _plain_sign(char: str) -> str:
    if char in _ARROWS or char in _DOTS:
        return _ARROWS.get(char) or _DOTS[char]
    drop = unicodedata.category(char) in ("So", "Sk", "Co", "Cs", "Cc") and char not in "©℗®™°\t"
    return " " if drop else char


def _read_table(lines: list[Line]) -> list[Line]:
    """Turn the rows below a "Role,Name" header into "Role<tab>Name"."""
    first = next((place for place, line in enumerate(lines) if line.text), None)
    if first is None:
        return lines
    header = re.split(r"[,;\t]", lines[first].text.casefold())
    cells = [cell.strip(' "') for cell in header]
    if (
        len(cells) == 2
        and _CHARACTER_HEADERS.intersection(cells)
        and _ACTOR_HEADERS.intersection(cells)
    ):
        return [*lines[:first], replace(lines[first], text="Cast"), *lines[first + 1 :]]
    roles = [place for place, cell in enumerate(cells) if cell in _ROLE_HEADERS]
    # "Department, Role, Name": the department is the role only where nothing else is.
    roles.sort(key=lambda place: cells[place] == "department")
    names = [place for place, cell in enumerate(cells) if cell in _NAME_HEADERS]
    if len(cells) < 2 or not roles or not names:
        return [_unquoted(line) for line in lines]
    mark = re.sub(r"[^,;\t]", "", lines[first].text)[:1]
    rows = [_row(line, mark, roles[0], names[0]) for line in lines[first + 1 :]]
    return [*lines[:first], *rows]


def _row(line: Line, mark: str, role: int, name: int) -> Line:
    cells = _cells(line.text, mark)
    if len(cells) <= max(role, name):
        return line
    return replace(line, text=f"{cells[role]}{TAB}{cells[name]}", table=True)


def _unquoted(line: Line) -> Line:
    if line.text.startswith('"') and re.match(r'"[^"]*"\s*[,;]\s*"', line.text):
        mark = "," if re.match(r'"[^"]*"\s*,', line.text) else ";"
        return replace(line, text=TAB.join(_cells(line.text, mark)))
    return line


def _cells(text: str, mark: str) -> list[str]:
    try:
        row = next(csv.reader([text], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in row]
