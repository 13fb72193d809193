"""What editors write: films, people, companies, subjects, places, credits and pictures."""

from matinee.catalogue.models.chapters import FilmChapter
from matinee.catalogue.models.credit import Credit
from matinee.catalogue.models.echo import Relation, Screening
from matinee.catalogue.models.elsewhere import ElsewhereFilm
from matinee.catalogue.models.film import FilmIndexPage, FilmPage
from matinee.catalogue.models.listed import Facet, FilmFacet, ListedFilm
from matinee.catalogue.models.names import Company, Named, Person
from matinee.catalogue.models.picture import Picture, PictureRendition
from matinee.catalogue.models.topics import FilmPlace, FilmSubject, Place, Subject, Topic

__all__ = [
    "Company",
    "Credit",
    "ElsewhereFilm",
    "Facet",
    "FilmChapter",
    "FilmFacet",
    "FilmIndexPage",
    "FilmPage",
    "FilmPlace",
    "FilmSubject",
    "ListedFilm",
    "Named",
    "Person",
    "Picture",
    "PictureRendition",
    "Place",
    "Relation",
    "Screening",
    "Subject",
    "Topic",
]
