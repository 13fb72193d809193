"""Draw the storyboard: the small pictures of the scrub bar, on sheets, told by WebVTT."""

import math
from pathlib import Path

from matinee.media import tool
from matinee.media.film import Storyboard
from matinee.media.plan import Plan
from matinee.media.posters import JPEG_COLOR
from matinee.media.storyboard_tiles import TILES_A_SHEET, tile_count, tile_place
from matinee.media.timecode import vtt_time

TILE_LONG_SIDE = 160
LONGEST_INTERVAL_S = 10
TILES_WISHED = 200


def make_storyboard(rendition: Path, plan: Plan, folder: Path) -> Storyboard:
    """Draw the scrub-bar sheets and the WebVTT file that says which tile is which moment."""
    duration_s = plan.grid.duration_s
    interval_s = min(LONGEST_INTERVAL_S, max(1, math.ceil(duration_s / TILES_WISHED)))
    count = tile_count(duration_s, interval_s)
    width, height = _tile_size(plan)
    grid = tile_place(0, count)
    sheet = f"tile={grid.columns}x{grid.rows}"
    # What is on show in the middle of each span; the last picture is held for a span cut short.
    sampling = (
        f"tpad=stop_mode=clone:stop_duration={interval_s},"
        f"fps=1/{interval_s}:start_time={interval_s / 2}:round=up,trim=end_frame={count}"
    )
    tile = f"scale={width}:{height}:flags=area:{JPEG_COLOR}"
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-y",
        *(["-skip_frame", "nokey"] if interval_s > 4 else []), "-i", str(rendition),
        "-vf", f"{sampling},{tile},{sheet}",
        "-fps_mode", "passthrough", "-q:v", "5", "-fflags", "+bitexact", "-f", "image2",
        str(folder / "storyboard-%d.jpg"),
    ]  # fmt: skip
    tool.run(command, name="ffmpeg")
    sheets = sorted(folder.glob("storyboard-*.jpg"), key=lambda path: int(path.stem[11:]))
    names = tuple(sheet.name for sheet in sheets)
    text = storyboard_vtt(names, count, interval_s, duration_s, (width, height))
    (folder / "storyboard.vtt").write_text(text, encoding="utf-8")
    return Storyboard("storyboard.vtt", names, width, height, float(interval_s))


def storyboard_vtt(
    sheets: tuple[str, ...], count: int, interval_s: int, duration_s: float, tile: tuple[int, int]
) -> str:
    """Return the WebVTT text: one cue a tile, its place as a #xywh media fragment."""
    width, height = tile
    lines = ["WEBVTT", ""]
    for index in range(min(count, len(sheets) * TILES_A_SHEET)):
        place = tile_place(index, count)
        x, y = place.column * width, place.row * height
        start, end = index * interval_s, min(duration_s, (index + 1) * interval_s)
        lines += [
            f"{vtt_time(start)} --> {vtt_time(end)}",
            f"{sheets[place.sheet]}#xywh={x},{y},{width},{height}",
            "",
        ]
    return "\n".join(lines)


def _tile_size(plan: Plan) -> tuple[int, int]:
    scale = TILE_LONG_SIDE / max(plan.probe.width, plan.probe.height)
    width, height = plan.probe.width * scale, plan.probe.height * scale
    return max(2, round(width / 2) * 2), max(2, round(height / 2) * 2)
