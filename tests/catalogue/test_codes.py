"""Countries and languages are read as names or codes and shown as names."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form

from matinee.catalogue.code_fields import CodesFormField, read_codes
from matinee.catalogue.codes import country_names, language_names, read_country, read_language


def test_names_are_in_the_sites_language() -> None:
    assert country_names(["PT", "XX"], "de") == ["Portugal", "XX"]
    assert country_names(["DE"], "de") == ["Deutschland"]
    assert language_names(["pt", "zh-Hant"], "en") == ["Portuguese", "Traditional Chinese"]
    assert language_names(["pt"], "fr") == ["Portugais"]


@pytest.mark.parametrize(
    ("typed", "code"), [("pt", "PT"), ("Portugal", "PT"), ("deutschland", "DE"), ("Germany", "DE")]
)
def test_a_country_is_read(typed: str, code: str) -> None:
    assert read_country(typed, "de") == code


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("PT", "pt"), ("portuguese", "pt"), ("zh_hant", "zh-Hant"), ("en-AU", "en-AU")],
)
def test_a_language_is_read(typed: str, tag: str) -> None:
    assert read_language(typed, "en") == tag


def test_the_european_union_is_not_a_country() -> None:
    with pytest.raises(LookupError):
        read_country("EU", "en")


def test_codes_are_read_once_each_in_order() -> None:
    assert read_codes("country", ["France", "pt", "FR", " "]) == ["FR", "PT"]
    with pytest.raises(ValidationError, match="Atlantis"):
        read_codes("country", ["Atlantis"])


def test_editors_type_names_and_see_names() -> None:
    class Facts(Form):
        languages = CodesFormField(noun="language", required=False)

    assert 'value="Portuguese, English"' in str(Facts(initial={"languages": ["pt", "en"]}))
    form = Facts({"languages": "English, pt"})
    assert form.is_valid()
    assert form.cleaned_data["languages"] == ["en", "pt"]
    assert "Klingonese" in str(Facts({"languages": "Klingonese"}).errors)
