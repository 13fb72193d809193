"""Filter graphs: from the master's pictures to even, upright, square, standard-range ones."""

from fractions import Fraction

from matinee.media.ladder import Rung
from matinee.media.plan import Chunk, Plan
from matinee.media.probe import Probe, VideoFacts
from matinee.media.timing import Entry

SHOT_CHANGE_THRESHOLD = 10
"""scdet's: at 10 it found every true cut of the trials and no false one."""

LEAD_IN_S = 1.0
"""Longer than the pictures that any encoder shows before a key frame it sends first."""

SD_LINES = 576
BT601, BT709 = "bt601", "bt709"
MATRIX_NAMES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020"}
"""swscale's names of the matrix coefficients of ITU-T H.273, table 4."""
FULL_RANGE = 2


def chunk_graph(plan: Plan, chunk: Chunk) -> str:
    """Return the filter graph of one chunk: one decode, then a cascade of scales.

    Its outputs are labelled [v0], [v1] … in the ladder's order. Shot changes are marked
    once, before the split, so that every rung gets the same key frames.
    """
    steps = [
        *entering(chunk.entry, plan.probe)[1],
        *deinterlace(plan.probe.video),
        *_onto_grid(plan, chunk),
        *standard_picture(plan.probe),
    ]
    head = f"[0:{plan.probe.video.index}]" + ",".join(steps)
    return head + _cascade(plan.ladder.rungs)


def entering(entry: Entry, master: Probe) -> tuple[list[str], list[str]]:
    """Return the input options and the filters that begin at an entry's picture, exactly.

    The seek lands a second early and the rest is cut after decoding: in open groups of
    pictures the ones shown before a key frame need the group before it.
    """
    if entry.seek is None:
        return [], []
    wanted_s = float(entry.seek) + master.first_picture_s
    seek_s = max(0.0, wanted_s - LEAD_IN_S)
    return ["-ss", f"{seek_s:.6f}"], [f"trim=start={wanted_s - seek_s:.6f}"]


def standard_picture(master: Probe) -> list[str]:
    """Return the filters that make BT.709, limited range, 8 bit, 4:2:0, square pixels."""
    color = _tone_map() if master.video.hdr else [_to_bt709(master.video)]
    tags = "range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    return [*color, "setsar=1", f"setparams={tags}"]


def deinterlace(video: VideoFacts) -> list[str]:
    """Return the filter for interlaced pictures: one out for two fields, the rate stays."""
    return ["bwdif=mode=send_frame:parity=auto:deint=all"] if video.interlaced else []


def _onto_grid(plan: Plan, chunk: Chunk) -> list[str]:
    """Give each grid place of the chunk exactly one picture, held or dropped as needed."""
    rate = plan.grid.rate
    offset = _ticks(chunk.entry.offset)
    return [
        f"settb=1/1000000,setpts=PTS-STARTPTS+({offset})",
        f"fps=fps={rate.numerator}/{rate.denominator}:start_time=0:round=near",
        "tpad=stop=-1:stop_mode=clone",
        f"trim=end_frame={chunk.frame_count}",
        # The grid's own clock: no rounding is left in the times that the encoders see.
        f"settb={rate.denominator}/{rate.numerator},setpts=N",
    ]


def _ticks(seconds: Fraction) -> int:
    return round(seconds * 1_000_000)


def _to_bt709(video: VideoFacts) -> str:
    """Convert matrix and range; an unmarked matrix is BT.601 up to 576 lines, BT.709 above."""
    source = MATRIX_NAMES.get(video.color_matrix)
    if source is None:
        source = BT601 if video.height <= SD_LINES else BT709
    source_range = "full" if video.color_range == FULL_RANGE else "limited"
    return (
        f"scale=in_color_matrix={source}:in_range={source_range}"
        ":out_color_matrix=bt709:out_range=limited:flags=lanczos,format=yuv420p"
    )


def _tone_map() -> list[str]:
    """HDR10 or HLG to BT.709 by Hable's curve in linear light (ffmpeg's tonemap, zscale)."""
    return [
        "zscale=transfer=linear:npl=100",
        "format=gbrpf32le",
        "zscale=primaries=bt709",
        "tonemap=tonemap=hable:desat=0",
        "zscale=transfer=bt709:matrix=bt709:range=limited",
        "format=yuv420p",
    ]


def _cascade(rungs: tuple[Rung, ...]) -> str:
    """Scale from size to size, largest first, and split what several rungs share."""
    sizes = sorted({(rung.width, rung.height) for rung in rungs}, reverse=True)
    marked = f",scdet=t={SHOT_CHANGE_THRESHOLD}"
    parts = []
    for level, (width, height) in enumerate(sizes):
        users = [
            f"[v{i}]"
            for i, rung in enumerate(rungs)
            if (rung.width, rung.height) == (width, height)
        ]
        outputs = users + ([f"[down{level}]"] if level + 1 < len(sizes) else [])
        source = f"[down{level - 1}]" if level else ","
        scale = f"scale={width}:{height}:flags=lanczos,setsar=1" + (marked if level == 0 else "")
        split = f",split={len(outputs)}" if len(outputs) > 1 else ""
        parts.append(f"{source}{scale}{split}{''.join(outputs)}")
    return ";".join(parts)
