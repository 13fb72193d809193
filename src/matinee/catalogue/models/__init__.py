"""What editors write: films, people, companies, subjects, credits and pictures."""

from matinee.catalogue.models.credit import Credit
from matinee.catalogue.models.film import FilmIndexPage, FilmPage
from matinee.catalogue.models.names import Company, Named, Person, Subject
from matinee.catalogue.models.picture import Picture, PictureRendition

__all__ = [
    "Company",
    "Credit",
    "FilmIndexPage",
    "FilmPage",
    "Named",
    "Person",
    "Picture",
    "PictureRendition",
    "Subject",
]
