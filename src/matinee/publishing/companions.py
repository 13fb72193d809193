"""The files that stand beside a page, each a pure function of what the page shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from matinee.catalogue.published import FilmPageData
from matinee.catalogue.rendering import PageData
from matinee.correspondence.pages import form_pages, render


@dataclass(frozen=True)
class File:
    """A public file: its root-relative address and its bytes."""

    address: str
    content: bytes


def companions(page: PageData) -> Iterator[File]:
    """Yield the files that accompany the page."""
    for make in _COMPANIONS.get(type(page), ()):
        yield from make(page)


def _forms(page: FilmPageData) -> Iterator[File]:
    """Yield the forms the film offers, so that a copy of the site shows them, too."""
    for form in form_pages(page):
        yield File(form.address, render(form).encode())


_COMPANIONS: dict[type, tuple[Callable[[Any], Iterable[File]], ...]] = {
    FilmPageData: (_forms,),
}
