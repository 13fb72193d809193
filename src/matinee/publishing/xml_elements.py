"""Writes XML by Django's generator, which escapes, and refuses what XML cannot hold."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator


@contextmanager
def document() -> Iterator[tuple[SimplerXMLGenerator, io.BytesIO]]:
    """Begin a document; its bytes are whole when the block ends."""
    file = io.BytesIO()
    handler = SimplerXMLGenerator(file, "utf-8", short_empty_elements=True)
    handler.startDocument()
    yield handler, file
    handler.endDocument()


@contextmanager
def element(
    handler: SimplerXMLGenerator, name: str, attributes: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Write an element around what the block writes."""
    handler.startElement(name, AttributesImpl(dict(attributes or {})))
    yield
    handler.endElement(name)
