"""Two-second test masters made by the real ffmpeg, each once per session, found by file name."""

import dataclasses
import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg

SECONDS = 2
RATE = 25
WIDTH, HEIGHT = 320, 180

TONE = f"-f lavfi -i sine=frequency=440:duration={SECONDS}:sample_rate=48000"
AAC = "-c:a aac -b:a 96k -ac 2"
PCM = "-c:a pcm_s16le -ac 2"
OPUS = "-c:a libopus -b:a 64k -ac 2"
H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25"
HEVC_10 = "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1"
MOVING_FIELDS = "-vf tinterlace=mode=interleave_{0},setfield={1},setsar=1 -flags +ilme+ildct"

MASTERING = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)"
"""The light of a usual HDR10 grading screen, in x265's units (SMPTE ST 2086)."""

BT2020 = "-vf setparams=range=tv:color_primaries=bt2020:colorspace=bt2020nc:color_trc="


def picture(
    size: str = f"{WIDTH}x{HEIGHT}", rate: str = str(RATE), seconds: float = SECONDS
) -> str:
    """Return the input arguments of a moving test picture."""
    return f"-f lavfi -i testsrc2=size={size}:rate={rate}:duration={seconds}"


PICTURE = picture()

RECIPES: dict[str, str] = {
    # One per codec and container an upload may come in.
    "h264.mp4": f"{PICTURE} {TONE} {H264} {AAC} -movflags +faststart",
    "h264.mov": f"{PICTURE} {TONE} {H264} {PCM}",
    "h264.mkv": f"{PICTURE} {TONE} {H264} {AAC}",
    "h264.ts": f"{PICTURE} {TONE} {H264} {AAC}",
    "h264.avi": f"{PICTURE} {TONE} {H264} -bf 0 {PCM}",
    "hevc.mp4": f"{PICTURE} {TONE} -c:v libx265 -preset ultrafast -tag:v hvc1 {AAC}",
    "hevc.mkv": f"{PICTURE} {TONE} -c:v libx265 -preset ultrafast {AAC}",
    "prores.mov": f"{PICTURE} {TONE} -c:v prores_ks -profile:v 2 {PCM}",
    "prores4444.mov": f"{PICTURE} {TONE} -c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le {PCM}",
    "dnxhr.mov": f"{PICTURE} {TONE} -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p {PCM}",
    "dnxhd.mov": f"{picture('1280x720')} {TONE} -c:v dnxhd -b:v 60M -pix_fmt yuv422p {PCM}",
    "vp8.webm": f"{PICTURE} {TONE} -c:v libvpx -deadline realtime -cpu-used 8 {OPUS}",
    "vp9.webm": f"{PICTURE} {TONE} -c:v libvpx-vp9 -deadline realtime -cpu-used 8 {OPUS}",
    "av1.webm": f"{PICTURE} {TONE} -c:v libsvtav1 -preset 12 {OPUS}",
    "av1.mp4": f"{PICTURE} {TONE} -c:v libsvtav1 -preset 12 {AAC}",
    "mpeg2.ts": f"{PICTURE} {TONE} -c:v mpeg2video -b:v 2M -c:a mp2 -ac 2",
    "mpeg2.mkv": f"{PICTURE} {TONE} -c:v mpeg2video -b:v 2M -c:a ac3 -ac 2",
    # Shapes of the frame.
    "portrait.mp4": f"{picture('180x320')} {TONE} {H264} {AAC}",
    "odd.mkv": f"{PICTURE} {TONE} -vf scale=321:241,setsar=1 {H264} -pix_fmt yuv444p {AAC}",
    "odd.webm": f"{PICTURE} {TONE} -vf scale=321:241,setsar=1 -c:v libvpx-vp9 -pix_fmt yuv420p"
    f" -deadline realtime -cpu-used 8 {OPUS}",
    "anamorphic.mp4": f"{picture('720x576')} {TONE} -vf setsar=64/45 {H264} {AAC}",
    "tiny.mp4": f"{picture('32x32')} {TONE} {H264} {AAC}",
    "rotated90.mp4": "-display_rotation 90 -i {h264.mp4} -c copy",
    "rotated180.mp4": "-display_rotation 180 -i {h264.mp4} -c copy",
    "hd.mp4": f"{picture('1280x720')} {TONE} {H264} {AAC}",
    # Time.
    "variable.mp4": f"{PICTURE} {TONE} -vf select=lt(t\\,1)+not(mod(n\\,4)) -fps_mode vfr"
    f" {H264} {AAC}",
    "held.mp4": f"{PICTURE} {TONE} -vf select=lt(n\\,10)+gte(n\\,40) -fps_mode vfr {H264} {AAC}",
    "gap.mkv": f"{PICTURE} {TONE} -vf select=lt(n\\,10)+gte(n\\,40) -fps_mode vfr"
    f" -af aselect=lt(t\\,0.4)+gte(t\\,1.6) {H264} {AAC}",
    "fps23976.mp4": f"{picture(rate='24000/1001')} {TONE} {H264} {AAC}",
    "fps2997.mp4": f"{picture(rate='30000/1001')} {TONE} {H264} {AAC}",
    "fps50.mp4": f"{picture(rate='50')} {TONE} {H264} {AAC}",
    "fps60.mp4": f"{picture(rate='60')} {TONE} {H264} {AAC}",
    "fps120.mp4": f"{picture(rate='120')} {TONE} {H264} {AAC}",
    "one-frame.mp4": f"{PICTURE} -frames:v 1 {H264}",
    "audio-late.mkv": f"{PICTURE} -itsoffset 0.5 {TONE} {H264} {AAC}",
    "video-late.mkv": f"-itsoffset 0.5 {PICTURE} {TONE} {H264} {AAC}",
    "audio-late.mp4": f"{PICTURE} -itsoffset 0.5 {TONE} {H264} {AAC}",
    "video-late.mp4": f"-itsoffset 0.5 {PICTURE} {TONE} {H264} {AAC}",
    "cuts.mp4": "-f lavfi -i color=c=0x204060:size=320x180:rate=25:duration=0.6"
    " -f lavfi -i testsrc2=size=320x180:rate=25:duration=0.8"
    " -f lavfi -i mandelbrot=size=320x180:rate=25:start_scale=0.02"
    f" {TONE} -filter_complex [2:v]trim=duration=0.6[m];[0:v][1:v][m]concat=n=3[v]"
    f" -map [v] -map 3:a {H264} {AAC}",
    # Light.
    "ten-bit.mkv": f"{PICTURE} {TONE} {HEVC_10} {AAC}",
    "hdr10.mp4": f"{PICTURE} {TONE} {HEVC_10} {BT2020}smpte2084"
    f" -x265-params master-display={MASTERING}:max-cll=1000,400:repeat-headers=1 {AAC}",
    "hlg.mp4": f"{PICTURE} {TONE} {HEVC_10} {BT2020}arib-std-b67 {AAC}",
    "interlaced-tff.ts": f"{picture(rate='50')} {TONE} {MOVING_FIELDS.format('top', 'tff')}"
    " -c:v mpeg2video -b:v 4M -field_order tt -c:a mp2 -ac 2",
    "interlaced-bff.ts": f"{picture(rate='50')} {TONE} {MOVING_FIELDS.format('bottom', 'bff')}"
    " -c:v mpeg2video -b:v 4M -field_order bb -c:a mp2 -ac 2",
    "interlaced-h264.mp4": f"{picture(rate='50')} {TONE} {MOVING_FIELDS.format('top', 'tff')}"
    f" {H264} -x264-params tff=1 {AAC}",
    # Sound.
    "silent.mp4": f"{PICTURE} {H264}",
    "mono.mp4": f"{PICTURE} {TONE} {H264} -c:a aac -ac 1",
    "centre.mkv": f"{PICTURE} {TONE} -af pan=5.1|FC=c0 {H264} -c:a ac3",
    "languages.mkv": f"{PICTURE} {TONE} {TONE.replace('440', '880')} -map 0:v -map 1:a -map 2:a"
    f" -metadata:s:a:0 language=eng -metadata:s:a:1 language=fra {H264} {AAC}",
    "44k.mov": f"{PICTURE} {TONE} {H264} -c:a pcm_s24le -ar 44100",
    "cover.mkv": f"{PICTURE} {TONE} {H264} {AAC} -attach {{notes.txt}}"
    " -metadata:s:t mimetype=text/plain",
}

CHAPTERS = """;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=800
title=The harbour
[CHAPTER]
TIMEBASE=1/1000
START=800
END=2000
title=Night & fog; "later"
"""


class ClipFailed(Exception):
    """ffmpeg could not make a test clip; carries its last words."""


@dataclasses.dataclass(frozen=True)
class Clips:
    """A folder of test masters, each made when it is first asked for."""

    folder: Path

    def path(self, name: str) -> Path:
        """Return the file of a clip, making it (and what it is made from) if missing."""
        file = self.folder / name
        if not file.exists():
            part = file.with_name(f"part-{name}")
            MAKERS.get(name, make_by_recipe)(self, part)
            part.replace(file)
        return file


def make_by_recipe(clips: Clips, file: Path) -> None:
    """Make a clip from its line in RECIPES; `{name}` there stands for another clip's file."""
    recipe = RECIPES[file.name.removeprefix("part-")]
    arguments = [
        str(clips.path(word[1:-1])) if word.startswith("{") else word for word in recipe.split()
    ]
    run_ffmpeg(*arguments, str(file))


def run_ffmpeg(*arguments: str, stdin: bytes = b"") -> bytes:
    """Run ffmpeg with two threads and return its stdout. Raises ClipFailed with its stderr."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-threads", "2", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)
    if done.returncode:
        raise ClipFailed(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


def _make_chapters(clips: Clips, file: Path) -> None:
    listing = file.with_name("chapters.ffmetadata")
    listing.write_text(CHAPTERS, encoding="utf-8")
    master = str(clips.path("h264.mp4"))
    run_ffmpeg("-i", master, "-i", str(listing), "-map_chapters", "1", "-c", "copy", str(file))


def _make_notes(clips: Clips, file: Path) -> None:
    file.write_text("A shopping list: bread, film, tape.\n" * 200, encoding="utf-8")


MAKERS: dict[str, Callable[[Clips, Path], None]] = {
    "chapters.mp4": _make_chapters,
    "notes.txt": _make_notes,
}

GOOD = (*RECIPES, "chapters.mp4")
"""Every clip that must be accepted."""
