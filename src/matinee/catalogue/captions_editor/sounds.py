"""The sounds of a film in words: for what each is made, and how loud it is beside others."""

from dataclasses import dataclass

from matinee.catalogue.gather.screen import LEVEL_LUFS, level_gain_db
from matinee.media.film import CLEAR_DIALOGUE, DIALOGUE_BOOST
from matinee.releases.models import AudioRendition, Release

HEARD_LU = 0.5
"""Less of a difference nobody hears."""


@dataclass(frozen=True)
class SoundLine:
    """One sound as its editor reads of it."""

    label: str
    language: str
    purpose: str
    loudness: str


_PURPOSES = {
    "": "As the master has it.",
    CLEAR_DIALOGUE: "Voices brought forward by a model that knows speech.",
    DIALOGUE_BOOST: "Voices brought forward a little, without a model.",
}


def film_sounds(release: Release, names: dict[str, str]) -> list[SoundLine]:
    """Return the sounds of a release; `names` are of languages by their tags."""
    return [
        SoundLine(
            label=sound.label,
            language=names.get(sound.language, ""),
            purpose=_PURPOSES.get(sound.purpose, ""),
            loudness=loudness_words(sound.loudness_lufs, sound.true_peak_dbtp),
        )
        for sound in AudioRendition.objects.filter(release=release)
    ]


def loudness_words(loudness_lufs: float | None, true_peak_dbtp: float | None) -> str:
    """Say how loud a sound is beside others, and what the player does about it."""
    if loudness_lufs is None or true_peak_dbtp is None:
        return "Silent."
    over = loudness_lufs - LEVEL_LUFS
    if abs(over) < HEARD_LU:
        return "As loud as other films."
    how = f"{abs(over):.1f} LU {'louder' if over > 0 else 'quieter'} than other films"
    gain_db = level_gain_db(loudness_lufs, true_peak_dbtp)
    if over + gain_db > -HEARD_LU:
        return f"{how}; the player evens it out."
    if gain_db < HEARD_LU:
        return f"{how}; its peaks leave the player no room to raise it."
    return f"{how}; the player raises it by {gain_db:.1f} dB, as far as its peaks allow."
