"""The vocabulary of roles is whole, and labels lead to it."""

import pytest

from matinee.catalogue.roles import OTHER, ROLES, Department, role, role_called, role_choices


def test_every_department_has_roles_and_every_role_wording() -> None:
    assert len(ROLES) >= 60
    assert {each.department for each in ROLES.values()} == set(Department)
    assert all(each.one and each.many for each in ROLES.values())
    assert all(each.leading for each in ROLES.values() if each.maker)


def test_no_wording_means_two_roles() -> None:
    owners: dict[str, str] = {}
    for each in ROLES.values():
        for wording in {each.one, each.many, *each.also}:
            plain = wording.casefold().removesuffix(" by")
            assert owners.setdefault(plain, each.key) == each.key, wording


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
