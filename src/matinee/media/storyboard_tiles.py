"""Where on its sheets the storyboard has the tile of a moment. Pure arithmetic."""

import math
from dataclasses import dataclass

SHEET_COLUMNS = SHEET_ROWS = 10
TILES_A_SHEET = SHEET_COLUMNS * SHEET_ROWS


@dataclass(frozen=True)
class TilePlace:
    """Where a tile is: which sheet, and where on its grid, all counted from 0."""

    sheet: int
    column: int
    row: int
    columns: int
    rows: int


def tile_at(at_s: float, duration_s: float, interval_s: float) -> TilePlace:
    """Return the place of the tile that shows a moment of a film; past the end, of the last."""
    count = tile_count(duration_s, interval_s)
    return tile_place(min(int(max(0.0, at_s) / interval_s), count - 1), count)


def tile_count(duration_s: float, interval_s: float) -> int:
    """Return how many tiles a film has: one for each span, the last one cut short or not."""
    return max(1, math.ceil(duration_s / interval_s))


def tile_place(index: int, count: int) -> TilePlace:
    """Return where the tile of a number is, among so many; every sheet has the same grid."""
    columns = min(count, SHEET_COLUMNS)
    sheet, place = divmod(index, TILES_A_SHEET)
    rows = min(SHEET_ROWS, math.ceil(count / SHEET_COLUMNS))
    return TilePlace(sheet, place % columns, place // columns, columns, rows)
