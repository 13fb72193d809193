"""Reads records out of XML of any size, with memory that does not grow, and trusts none of it.

The records are told by their paths. Text that nobody asked for is never kept. A file with a
document type is refused before anything of it is read: only with one can it name other files
or make a few bytes into gigabytes.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat

from matinee.media.errors import Refused
from matinee.migration.conversations.arriving import Advance
from matinee.migration.conversations.words import LONGEST_READ

CHUNK_BYTES = 1 << 16
DEEPEST = 60
_DECLARED = re.compile(rb"""^<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Those in which ASCII means itself, so that the bytes below can be looked for.
_ENCODINGS = re.compile(
    r"utf-?8|(us-)?ascii|(iso[-_]8859|windows|cp)-?\d{1,4}|koi8-[ru]"
    r"|shift_jis|euc-(jp|kr)|gb2312|gbk|gb18030|big5"
)
# XML forbids them and old databases are full of them; as spaces they do no harm.
_FORBIDDEN = bytes(range(9)) + b"\x0b\x0c" + bytes(range(14, 32))
_AS_SPACES = bytes.maketrans(_FORBIDDEN, b" " * len(_FORBIDDEN))

Record = tuple[str, dict[str, str]]
"""The path of a record and its fields. A prefix such as "wp:" is no part of a name."""


def records(file: Path, wanted: Mapping[str, frozenset[str]], advance: Advance) -> Iterator[Record]:
    """Yield the records at the wanted paths, each when it ends, with the fields asked for.

    A field is the path below its record, "" the record's own text, "…@id" an attribute. A
    record within another is told before that one.

    Raises Refused when the file is no whole XML, or has a document type.
    """
    size = file.stat().st_size or 1
    collector = _Collector(wanted)
    with file.open("rb") as opened:
        decode = _decoder(opened)
        while data := opened.read(CHUNK_BYTES):
            _parse(collector.parser, decode(data), file.name)
            yield from collector.taken()
            advance(min(opened.tell() / size, 1.0))
    _parse(collector.parser, None, file.name)
    yield from collector.taken()


def root_of(file: Path) -> tuple[str, str]:
    """Return the name of the first element, and its attributes' values as one text."""
    collector = _Collector({})
    with file.open("rb") as opened:
        decode = _decoder(opened)
        for _ in range(16):
            if collector.root[0] or not (data := opened.read(CHUNK_BYTES)):
                break
            _parse(collector.parser, decode(data), file.name)
    return collector.root


class _Collector:
    """Hears what expat finds, and keeps the fields of the records that are open."""

    def __init__(self, wanted: Mapping[str, frozenset[str]]) -> None:
        self.root = ("", "")
        self._wanted = wanted
        self._paths = [""]
        self._open: list[Record] = []
        self._done: list[Record] = []
        self._field: tuple[dict[str, str], str] | None = None
        self._text: list[str] = []
        self._length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def taken(self) -> list[Record]:
        """Return the records that ended since the last time."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root[0]:
            self.root = (name, " ".join(attributes.values())[:2000])
        if len(self._paths) > DEEPEST:
            raise Refused("xml-deep", "The file nests its elements too deep.", _ANEW)
        path = f"{self._paths[-1]}/{name.rpartition(':')[2]}"
        self._paths.append(path)
        if path in self._wanted:
            self._open.append((path, {}))
        self._field = None
        if not self._open:
            return
        kind, fields = self._open[-1]
        called = path[len(kind) + 1 :]
        asked = self._wanted[kind]
        for attribute, value in attributes.items():
            key = f"{called}@{attribute.rpartition(':')[2]}"
            if key in asked:
                fields[key] = value[:LONGEST_READ]
        if called in asked:
            self._field, self._text, self._length = (fields, called), [], 0

    def _characters(self, text: str) -> None:
        if self._field and self._length < LONGEST_READ:
            self._text.append(text)
            self._length += len(text)

    def _end(self, name: str) -> None:
        if self._field:
            fields, called = self._field
            fields.setdefault(called, "".join(self._text)[: LONGEST_READ + 1])
            self._field = None
        path = self._paths.pop()
        if self._open and self._open[-1][0] == path:
            self._done.append(self._open.pop())


_ANEW = "Export it once more from where it comes, and give that file as it is."


def _parse(parser: "expat.XMLParserType", data: str | bytes | None, name: str) -> None:
    try:
        parser.Parse(b"" if data is None else data, data is None)
    except expat.ExpatError as error:
        if error.code in _CUT_OFF:
            raise Refused(
                "xml-cut", f"{name} ends in the middle: it is not whole.", _ANEW
            ) from error
        raise Refused(
            "not-xml", f"{name} is no whole XML: line {error.lineno} cannot be read.", _ANEW
        ) from error
    except ValueError as error:
        raise Refused("not-xml", f"{name} is no whole XML: {error}.", _ANEW) from error


_CUT_OFF = {
    expat.errors.codes[words]
    for words in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}


def _refuse_doctype(*declared: object) -> None:
    raise Refused(
        "xml-doctype",
        "The file declares a document type, which no export does, and is not read.",
        _ANEW,
    )


class _Decoded:
    """Turns bytes into text that expat can read, whatever an old database had in it."""

    def __init__(self, encoding: str) -> None:
        try:
            self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        except LookupError as error:
            raise Refused("not-xml", f"Nobody knows the encoding {encoding}.", _ANEW) from error

    def __call__(self, data: bytes) -> str:
        return self._decoder.decode(data.translate(_AS_SPACES))


def _decoder(opened: IO[bytes]) -> "_Decoded | type[bytes]":
    """Choose how to read on, by the first bytes; the file is then where its text begins."""
    head = opened.read(400)
    opened.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]:
        return bytes
    if head.startswith(codecs.BOM_UTF8):
        opened.seek(3)
    # White space before the declaration is a mistake of plugins that everyone forgives.
    start = len(head) - len(head.lstrip())
    if start and head.lstrip().startswith(b"<?xml"):
        opened.seek(start)
    declared = _DECLARED.match(head[3:] if head.startswith(codecs.BOM_UTF8) else head.lstrip())
    encoding = declared[1].decode().lower() if declared else "utf-8"
    return _Decoded(encoding) if _ENCODINGS.fullmatch(encoding) else bytes
