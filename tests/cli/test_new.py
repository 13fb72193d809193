"""A new site: what is in it, and who may edit it."""

import tomllib

from tests.cli.conftest import Command, rows, told_of


def test_a_new_site_has_its_first_pages_and_its_name(new_site):
    titles = [title for (title,) in rows(new_site, "SELECT title FROM wagtailcore_page")]
    assert 'Kino "Aurora"' in titles
    assert "Films" in titles
    read = tomllib.loads((new_site / "matinee.toml").read_text())
    assert read == {"site_name": 'Kino "Aurora"'}


def test_new_says_what_comes_next(new_site):
    told = told_of(new_site).read_text("utf-8")
    assert "matinee run" in told
    password = told.split("the password is ")[1].split()[0]
    assert len(password) == 23
    assert rows(new_site, "SELECT username, is_superuser FROM auth_user") == [("ines", 1)]
    assert password not in str(rows(new_site, "SELECT password FROM auth_user"))


def test_an_editor_can_be_added_and_given_a_new_password(matinee):
    first = matinee("editor", "bo")
    assert first.status == 0
    taken = matinee("editor", "bo")
    assert taken.status == 2
    assert "--new-password" in taken.err
    again = matinee("editor", "bo", "--new-password")
    assert again.status == 0
    assert again.out != first.out
    assert rows(matinee.cwd, "SELECT count(*) FROM auth_user WHERE username = 'bo'") == [(1,)]


def test_the_site_is_found_from_below_and_by_name(matinee, tmp_path):
    below = Command(matinee.cwd / "public" / "media")
    assert below("editor", "ada").status == 0
    elsewhere = Command(tmp_path)
    assert elsewhere("--site", matinee.cwd, "editor", "bo").status == 0
    assert elsewhere("editor", "cy", MATINEE_SITE=str(matinee.cwd)).status == 0
    names = rows(matinee.cwd, "SELECT username FROM auth_user ORDER BY username")
    assert names == [("ada",), ("bo",), ("cy",), ("ines",)]


def test_help_and_version_need_no_site(tmp_path):
    helped = Command(tmp_path)("--help")
    assert helped.status == 0
    for command in ("new", "editor", "run", "worker", "release", "bake", "demo", "media"):
        assert f"  {command} " in helped.out
    assert Command(tmp_path)("--version").out.startswith("matinee ")
