"""The site's settings and the folder they stand in."""

import dataclasses
import stat
import tomllib

import pytest

from matinee.media.errors import Refused
from matinee.project.site_folder import SiteFolder, find_site_folder
from matinee.project.site_settings import (
    SiteSettings,
    env_name,
    read_site_settings,
    settings_template,
)


def test_no_file_and_no_environment_give_the_defaults(tmp_path):
    assert read_site_settings(tmp_path / "none.toml", {}) == SiteSettings()


def test_the_environment_wins_over_the_file(tmp_path):
    file = tmp_path / "matinee.toml"
    file.write_text('site_name = "From file"\nlease_s = 5\nhosts = ["a.example"]\n')
    environment = {"MATINEE_SITE_NAME": "From outside", "DATABASE_URL": "postgres://x/y"}
    read = read_site_settings(file, environment)
    assert read.site_name == "From outside"
    assert read.lease_s == 5.0
    assert read.hosts == ("a.example",)
    assert read.database_url == "postgres://x/y"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("site_name = ", "settings-unreadable"),
        ("sitename = 'x'", "setting-unknown"),
        ("site_name = 3", "setting-wrong"),
        ("job_attempts = 2.5", "setting-wrong"),
        ("job_attempts = true", "setting-wrong"),
        ("debug = 'yes'", "setting-wrong"),
        ("hosts = [1]", "setting-wrong"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path, text, code):
    file = tmp_path / "matinee.toml"
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        read_site_settings(file, {})
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("MATINEE_DEBUG", "true", True),
        ("MATINEE_DEBUG", "0", False),
        ("MATINEE_HOSTS", "a.example, b.example", ("a.example", "b.example")),
        ("MATINEE_JOB_ATTEMPTS", "7", 7),
        ("MATINEE_LEASE_S", "2.5", 2.5),
    ],
)
def test_the_environment_is_read_by_type(tmp_path, name, text, value):
    read = read_site_settings(tmp_path / "none", {name: text})
    assert getattr(read, name.removeprefix("MATINEE_").lower()) == value


@pytest.mark.parametrize(("name", "text"), [("MATINEE_DEBUG", "maybe"), ("MATINEE_LEASE_S", "x")])
def test_a_wrong_environment_is_refused(tmp_path, name, text):
    with pytest.raises(Refused):
        read_site_settings(tmp_path / "none", {name: text})


def test_the_template_with_every_comment_lifted_is_the_defaults(tmp_path):
    names = {field.name for field in dataclasses.fields(SiteSettings)}
    lifted = [
        line.removeprefix("# ")
        for line in settings_template().splitlines()
        if line.removeprefix("# ").split(" = ")[0] in names
    ]
    file = tmp_path / "matinee.toml"
    file.write_text("\n".join(lifted))
    assert set(tomllib.loads(file.read_text())) == names
    assert read_site_settings(file, {}) == SiteSettings()


def test_every_setting_has_words_for_the_reference():
    for field in dataclasses.fields(SiteSettings):
        assert field.metadata["doc"].endswith(".")
        assert env_name(field)


def test_a_site_is_found_from_below(tmp_path):
    (tmp_path / "matinee.toml").touch()
    below = tmp_path / "public" / "media"
    below.mkdir(parents=True)
    assert find_site_folder(below).root == tmp_path


def test_what_is_private_is_readable_by_its_owner_alone(tmp_path):
    folder = SiteFolder(tmp_path)
    folder.create()
    key = folder.secret_key()
    folder.create()
    assert folder.secret_key() == key
    for path in (folder.secret_key_file, folder.database_file, folder.masters, folder.originals):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_folder_without_a_key_has_a_passing_one(tmp_path):
    assert SiteFolder(tmp_path).secret_key() != SiteFolder(tmp_path).secret_key()
