"""How films are encoded: qualities, rungs and their encoder settings. One place to change them."""

from dataclasses import dataclass

from matinee.media.digest import digest_of
from matinee.media.errors import Refused
from matinee.media.tool import ffmpeg_version

PIPELINE = 1
"""Counts changes of the pipeline that change its results: part of every film's key."""

KEY_FRAME_S = 4
AUDIO_BITRATE_KBPS = 160
AUDIO_RATE_HZ = 48_000
QUALITIES = ("draft", "normal", "best")


@dataclass(frozen=True)
class EncodeOptions:
    """What a person may choose. `scheduler` is a Dask address, "" for this process."""

    quality: str = "normal"
    av1: bool = True
    language: str = "und"
    scheduler: str = ""

    def __post_init__(self) -> None:
        """Refuse a quality that does not exist."""
        if self.quality not in QUALITIES:
            raise Refused(
                "bad-quality",
                f"There is no quality “{self.quality}”.",
                f"Choose one of {', '.join(QUALITIES)}.",
            )


@dataclass(frozen=True)
class RungRecipe:
    """Settings of one rung: a box its picture fits in (long × short side) and an encoder."""

    codec: str
    short_side: int
    long_side: int
    preset: str
    crf: int
    max_kbps: int


# AV1 at preset 10 loses 7 VMAF points on its leaf frames; 9 mends that and is still
# cheaper than x264 veryfast. No rung under 360: it saves nobody anything.
_NORMAL = (
    RungRecipe("av1", 1080, 1920, "9", 30, 5000),
    RungRecipe("av1", 720, 1280, "9", 29, 2800),
    RungRecipe("h264", 1080, 1920, "veryfast", 24, 7000),
    RungRecipe("h264", 720, 1280, "faster", 25, 3800),
    RungRecipe("h264", 480, 854, "fast", 24, 1800),
    RungRecipe("h264", 360, 640, "medium", 24, 1000),
)
# A light master (720 and less) is cheap to decode, so slow presets would be all its cost.
_LIGHT = {("h264", 720): "veryfast", ("h264", 480): "veryfast", ("h264", 360): "veryfast"}
_DRAFT_PRESET = {"av1": "12", "h264": "superfast"}
_BEST_PRESET = {"av1": "6", "h264": "slow"}
_BEST_CRF = {"av1": -3, "h264": -2}


def rungs_for(options: EncodeOptions, *, light: bool) -> tuple[RungRecipe, ...]:
    """Return the rungs of a quality, tallest first within a codec, AV1 before H.264.

    `light` says that the master is 720 or less, or small to decode.
    """
    rungs = [rung for rung in _NORMAL if options.av1 or rung.codec != "av1"]
    return tuple(_at_quality(rung, options.quality, light=light) for rung in rungs)


def film_key(master_sha256: str, options: EncodeOptions) -> str:
    """Return the 16 hex digits that name what these options make of this master.

    The same master, recipe, pipeline and encoder give the same key.
    """
    return digest_of(master_sha256, recipe_name(options))[:16]


def recipe_name(options: EncodeOptions) -> str:
    """Return the recipe as one word: quality, codecs, language, pipeline, settings and encoder."""
    rungs = [rungs_for(options, light=light) for light in (True, False)]
    settings = digest_of(repr(rungs))[:8]
    codecs = "av1+h264" if options.av1 else "h264"
    words = (options.quality, codecs, options.language, str(PIPELINE), settings, ffmpeg_version())
    return "/".join(words)


def _at_quality(rung: RungRecipe, quality: str, *, light: bool) -> RungRecipe:
    preset, crf = rung.preset, rung.crf
    if quality == "draft":
        preset = _DRAFT_PRESET[rung.codec]
    elif quality == "best":
        preset = _BEST_PRESET[rung.codec]
        crf += _BEST_CRF[rung.codec]
    elif light:
        preset = _LIGHT.get((rung.codec, rung.short_side), preset)
    return RungRecipe(rung.codec, rung.short_side, rung.long_side, preset, crf, rung.max_kbps)
