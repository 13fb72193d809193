"""`matinee credits parse` prints what a text of credits says, or one sentence why not."""

import json

import pytest
from click.testing import CliRunner

from matinee.catalogue.roles import ROLES
from matinee.cli import cli
from matinee.cli.failure import exit_status_of

TEXT = "Directed by: Ines Calder\nEditor: Rui Sanches at Quayside\nA day by the sea.\n"


def run(*words: str, text: str | bytes = "") -> str:
    result = CliRunner().invoke(cli, ["credits", "parse", *words], input=text)
    if result.exception:
        raise result.exception
    return result.stdout


def test_json_is_one_list_in_billing_order(tmp_path) -> None:
    file = tmp_path / "credits.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert json.loads(run(str(file), "--json")) == [
        {
            "role": "director",
            "label": "Directed by",
            "name": "Ines Calder",
            "for": "",
            "as": "",
            "kind": "person",
        },
        {
            "role": "editor",
            "label": "Editor",
            "name": "Rui Sanches",
            "for": "Quayside",
            "as": "",
            "kind": "person",
        },
    ]


@pytest.mark.parametrize("text", ["", "A day by the sea.", "\n\n"])
def test_a_text_without_credits_is_an_empty_list(text) -> None:
    assert json.loads(run("-", "--json", text=text)) == []


def test_people_read_a_table() -> None:
    assert run("-", text=TEXT).splitlines() == [
        "director  Ines Calder",
        "editor    Rui Sanches  at Quayside",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_texts_of_other_programs_are_read(encoding) -> None:
    assert "Fátima Rosa" in run("-", text="With: Fátima Rosa".encode(encoding))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "credits.txt cannot be opened. Name a text file, or - for standard input."),
        (b"\x00\x01\x02", "credits.txt is not a text file. Save it as plain text."),
        (b"a" * 1_000_001, "credits.txt is too large for credits. Give at most 1 MB."),
    ],
)
def test_bad_input_is_refused_in_one_sentence(tmp_path, capsys, data, sentence) -> None:
    file = tmp_path / "credits.txt"
    if data is not None:
        file.write_bytes(data)
    words = ["credits", "parse", str(file)]
    status = exit_status_of(lambda: cli.main(words, standalone_mode=False), as_json=False)
    assert status == 2
    assert capsys.readouterr().err.strip() == sentence


def test_the_names_that_programs_meet_are_the_trade_s() -> None:
    called = {each.called for each in ROLES.values()}
    assert {
        *("director", "producer", "executive producer", "director of photography", "editor"),
        *("writer", "composer", "cast", "production company", "colorist", "sound designer"),
        *("first assistant director", "visual effects", "thanks"),
    } <= called
