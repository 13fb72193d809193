"""The vocabulary of roles is whole, and labels lead to it."""

import pytest

from matinee.catalogue.roles import (
    OTHER,
    ROLES,
    Department,
    all_wordings,
    find_role,
    role,
    role_called,
    role_choices,
)
from matinee.catalogue.wordings import LANGUAGES, accented, without_gender_mark


def test_every_department_has_roles_and_every_role_wording() -> None:
    assert len(ROLES) >= 60
    assert {each.department for each in ROLES.values()} == set(Department)
    assert all(each.one and each.many for each in ROLES.values())
    assert all(each.leading for each in ROLES.values() if each.maker)


def test_no_wording_means_two_roles() -> None:
    for language in LANGUAGES:
        owners: dict[str, str] = {}
        for wording, each in all_wordings(language):
            assert owners.setdefault(accented(wording), each.key) == each.key, wording


def test_each_role_has_a_name_in_data_of_its_own() -> None:
    called = [each.called for each in ROLES.values()]
    assert len(set(called)) == len(called)
    assert all(name == name.lower() for name in called)


@pytest.mark.parametrize(
    ("wording", "language", "key"),
    [
        ("producteur délégué", "fr", "executive-producer"),
        ("Producteur exécutif", "fr", "line-producer"),
        ("Produktionsleitung", "de", "production-manager"),
        ("Herstellungsleitung", "de", "line-producer"),
        ("produttore esecutivo", "it", "line-producer"),
        ("Compositor", "es", "composer"),
        ("Compositor", "en", "compositor"),
        ("Kamera", "de", "cinematographer"),
        ("Regie", "de", "director"),
        ("Régie", "fr", "production-assistant"),
        ("ETALONNAGE", "fr", "colourist"),
        ("Direccion de fotografia", "es", "cinematographer"),
    ],
)
def test_false_friends_are_told_apart(wording: str, language: str, key: str) -> None:
    found = find_role(wording, (language, *LANGUAGES))
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("wording", "without"),
    [
        ("Réalisateur·rice", "Réalisateur"),
        ("Monteur/-se", "Monteur"),
        ("Chargé(e) de production", "Chargé de production"),
        ("Produzent:innen", "Produzent"),
        ("ProduzentInnen", "Produzent"),
        ("Director/a de fotografía", "Director de fotografía"),
        ("Director/DP", "Director/DP"),
        ("Executive Producer/Producer", "Executive Producer/Producer"),
    ],
)
def test_inclusive_spelling_is_undone(wording: str, without: str) -> None:
    assert without_gender_mark(wording) == without


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Director", "director"),
        ("DIRECTED BY", "director"),
        ("Director and camera", "director"),
        ("Text, photographs and film", "filmmaker"),
        ("Camera & sound", "camera-operator"),
        ("Voice-over", "narrator"),
        ("Make-up", "make-up"),
        ("Keeper of the sledge", OTHER.key),
        ("", OTHER.key),
    ],
)
def test_a_label_means_a_role(label: str, key: str) -> None:
    assert role_called(label).key == key


def test_labels_count_their_names() -> None:
    assert role("editor").label(1) == "Editor"
    assert role("editor").label(2) == "Editors"
    assert role("gone from the vocabulary") is OTHER


def test_choices_are_grouped_and_end_with_free_wording() -> None:
    groups = role_choices()
    assert groups[0][0] == "Direction"
    assert groups[-1][1] == [(OTHER.key, "In your own words")]
    assert sum(len(choices) for _, choices in groups) == len(ROLES) + 1
