"""Choose the rungs worth encoding for one master."""

from collections.abc import Sequence
from dataclasses import dataclass

from matinee.media.probe import Probe
from matinee.media.recipe import RungRecipe

WORTH_A_RUNG = 1.2
"""A master this much larger than the next rung below gets a rung at its own size."""

SMALLEST_AV1 = 64
"""SVT-AV1 takes no picture with a side under 64 pixels."""

LEAST_CAP_KBPS = 200


@dataclass(frozen=True)
class Rung:
    """One planned rendition: a recipe at a size. Sizes are even, square pixels, upright."""

    name: str
    recipe: RungRecipe
    width: int
    height: int
    max_kbps: int


@dataclass(frozen=True)
class Ladder:
    """The planned rungs of one film, in the order they were asked for."""

    rungs: tuple[Rung, ...]

    @property
    def heights(self) -> tuple[int, ...]:
        """Distinct picture heights, tallest first."""
        return tuple(sorted({rung.height for rung in self.rungs}, reverse=True))

    @property
    def modest(self) -> Rung:
        """The H.264 rung nearest 480: the progressive MP4 is muxed from it."""
        rungs = [rung for rung in self.rungs if rung.recipe.codec == "h264"]
        return min(rungs, key=lambda rung: abs(rung.recipe.short_side - 480))

    @property
    def smallest(self) -> Rung:
        """The smallest H.264 rung: stills are chosen on it."""
        rungs = [rung for rung in self.rungs if rung.recipe.codec == "h264"]
        return min(rungs, key=lambda rung: rung.width * rung.height)


def plan_ladder(master: Probe, recipes: Sequence[RungRecipe]) -> Ladder:
    """Choose the rungs worth encoding for one master.

    A rung's box holds the picture whichever way it stands. Rungs larger than the
    master are dropped, never upscaled; a master clearly larger than the next rung
    below is kept at its own size, so that nothing of it is lost, and every accepted
    master gets at least one H.264 rung. No rung at the master's own size may spend
    more bits than the master does.
    """
    long_side, short_side = sorted((master.width, master.height), reverse=True)
    rungs: list[Rung] = []
    for codec in dict.fromkeys(recipe.codec for recipe in recipes):
        ladder = sorted(
            (recipe for recipe in recipes if recipe.codec == codec),
            key=lambda recipe: recipe.short_side,
        )
        rungs += _codec_rungs(master, ladder, long_side, short_side)
    return Ladder(tuple(rungs))


def _codec_rungs(
    master: Probe, recipes: Sequence[RungRecipe], long_side: int, short_side: int
) -> list[Rung]:
    """Return one codec's rungs, tallest first; `recipes` ascend."""
    kept: list[Rung] = []
    fit = 0.0
    for recipe in recipes:
        scale = min(recipe.long_side / long_side, recipe.short_side / short_side)
        if scale > 1:
            if fit == 0 or fit * WORTH_A_RUNG <= 1:
                kept.append(_rung(master, recipe, 1.0, label=_even(short_side)))
            break
        kept.append(_rung(master, recipe, scale, label=recipe.short_side))
        fit = scale
    smallest = SMALLEST_AV1 if recipes[0].codec == "av1" else 0
    return [rung for rung in reversed(kept) if min(rung.width, rung.height) >= smallest]


def _rung(master: Probe, recipe: RungRecipe, scale: float, label: int) -> Rung:
    cap = recipe.max_kbps
    if scale >= 1:
        cap = min(cap, max(LEAST_CAP_KBPS, master.video.bitrate_bps // 1000 or cap))
    width, height = _even(master.width * scale), _even(master.height * scale)
    return Rung(f"{recipe.codec}-{label}", recipe, width, height, cap)


def _even(size: float) -> int:
    """Nearest even number, at least 2: 4:2:0 pictures have no odd sides."""
    return max(2, round(size / 2) * 2)
