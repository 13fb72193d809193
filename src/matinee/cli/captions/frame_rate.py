"""Pictures a second, as the command line takes them."""

from fractions import Fraction

import click

from matinee.media.captions.norms import FILM_RATE


class FrameRate(click.ParamType[float]):
    """A number such as 25 or 23.976, or a fraction such as 24000/1001."""

    name = "rate"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return it as a number; refuse what no film runs at."""
        try:
            rate = Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            rate = Fraction(0)
        if not 1 <= rate <= 1000:
            self.fail(f"{value} is no frame rate, such as 25 or 24000/1001", param, ctx)
        return float(rate)


frame_rate_option = click.option(
    "--frame-rate",
    type=FrameRate(),
    default=FILM_RATE,
    show_default=True,
    help="Pictures a second, for the gap of two frames.",
)
"""For every command that judges the gap between captions."""
