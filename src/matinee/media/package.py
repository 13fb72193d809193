"""Package what was encoded: CMAF tracks, playlists, manifest, stills, film.json in one folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from matinee.media.chapters import chapters_vtt, whole_chapters
from matinee.media.chunk import renditions_of
from matinee.media.film import AudioTrack, Film, Progressive, VideoTrack
from matinee.media.fragments import Track
from matinee.media.hls import Packaged
from matinee.media.join import join_chunks, mux_progressive
from matinee.media.ladder import Rung
from matinee.media.languages import NO_LANGUAGE, bcp47
from matinee.media.plan import Plan
from matinee.media.playlists import Playlists, indexed
from matinee.media.posters import make_posters
from matinee.media.recipe import film_key, recipe_name
from matinee.media.segments import average_bps, peak_bps
from matinee.media.sound import EncodedSound, label_of
from matinee.media.storyboard import make_storyboard

MULTIVARIANT, MANIFEST, PROGRESSIVE = "multivariant.m3u8", "manifest.mpd", "progressive.mp4"
CHAPTERS = "chapters.vtt"


@dataclass(frozen=True)
class Parts:
    """What the encoders left for one film: chunk folders in order, sound tracks in order."""

    master: Path
    master_sha256: str
    chunks: Sequence[Path]
    sounds: Sequence[EncodedSound]


def package_film(plan: Plan, parts: Parts, folder: Path) -> Film:
    """Write everything a player needs into the folder and return its description.

    Names depend on the plan only, so the same master and recipe give the same names.
    """
    video = [_video(plan, rung, parts, folder) for rung in plan.ladder.rungs]
    audio = [_audio(sound, index, plan, folder) for index, sound in enumerate(parts.sounds)]
    playlists = Playlists(video, audio)
    texts = playlists.of_tracks()
    texts[MULTIVARIANT] = playlists.multivariant()
    texts[MANIFEST] = playlists.manifest(plan.grid.duration_s)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    progressive = _progressive(plan, audio, folder)
    chapters = whole_chapters(plan.probe.chapters, plan.grid.duration_s)
    if chapters:
        (folder / CHAPTERS).write_text(chapters_vtt(chapters), encoding="utf-8")
    smallest = folder / f"{plan.ladder.smallest.name}.mp4"
    film = Film(
        key=film_key(parts.master_sha256, plan.options),
        master_sha256=parts.master_sha256,
        recipe=recipe_name(plan.options),
        duration_s=round(plan.grid.duration_s, 6),
        frame_rate=_fraction(plan.grid.rate),
        frame_count=plan.grid.frame_count,
        width=plan.probe.width,
        height=plan.probe.height,
        hls=MULTIVARIANT,
        dash=MANIFEST,
        progressive=progressive,
        video=tuple(track for track, _ in video),
        audio=tuple(track for track, _ in audio),
        posters=make_posters(parts.master, plan, smallest, _key_times(video[-1][1].track), folder),
        storyboard=make_storyboard(smallest, plan, folder),
        chapters=chapters,
        chapters_vtt=CHAPTERS if chapters else "",
        notes=_notes(plan),
    )
    film.write(folder)
    return film


def _video(plan: Plan, rung: Rung, parts: Parts, folder: Path) -> tuple[VideoTrack, Packaged]:
    file = folder / f"{rung.name}.mp4"
    join_chunks(renditions_of(parts.chunks, rung), plan.grid.timescale, file)
    item = indexed(file)
    track = VideoTrack(
        name=rung.name,
        file=file.name,
        playlist=f"{rung.name}.m3u8",
        iframe_playlist=f"{rung.name}-iframes.m3u8",
        codec=item.track.codec,
        width=rung.width,
        height=rung.height,
        frame_rate=_fraction(plan.grid.rate),
        peak_bps=peak_bps(item.segments),
        average_bps=average_bps(item.segments),
        size_bytes=file.stat().st_size,
    )
    return track, item


def _audio(
    sound: EncodedSound, index: int, plan: Plan, folder: Path
) -> tuple[AudioTrack, Packaged]:
    file = folder / f"sound-{index + 1}.mp4"
    file.unlink(missing_ok=True)
    file.hardlink_to(sound.file)
    item = indexed(file)
    language = bcp47(sound.facts.language)
    if language in NO_LANGUAGE and index == 0:
        language = bcp47(plan.options.language)
    track = AudioTrack(
        name=file.stem,
        file=file.name,
        playlist=f"{file.stem}.m3u8",
        codec=item.track.codec,
        language=language,
        label=_unlike(label_of(sound.facts, index), index, plan),
        channels=2,
        default=index == 0,
        peak_bps=peak_bps(item.segments),
        average_bps=average_bps(item.segments),
        size_bytes=file.stat().st_size,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
    )
    return track, item


def _unlike(label: str, index: int, plan: Plan) -> str:
    """Names in one group must differ (RFC 8216, 4.3.4.1.1)."""
    earlier = [label_of(facts, place) for place, facts in enumerate(plan.probe.audio[:index])]
    return f"{label} {index + 1}" if label in earlier else label


def _progressive(
    plan: Plan, audio: Sequence[tuple[AudioTrack, Packaged]], folder: Path
) -> Progressive:
    rung = plan.ladder.modest
    sound = folder / audio[0][0].file if audio else None
    file = folder / PROGRESSIVE
    mux_progressive(folder / f"{rung.name}.mp4", sound, file)
    return Progressive(file.name, rung.width, rung.height, file.stat().st_size)


def _key_times(track: Track) -> list[Fraction]:
    return [Fraction(fragment.time, track.timescale) for fragment in track.fragments]


def _notes(plan: Plan) -> tuple[str, ...]:
    video = plan.probe.video
    notes = list(plan.probe.warnings)
    shown_rate = f"{float(plan.grid.rate):g} a second"
    if plan.grid.master_rate is None:
        notes.append(f"Variable frame rate, laid on an even {shown_rate}.")
    elif plan.grid.master_rate != plan.grid.rate:
        notes.append(f"{float(plan.grid.master_rate):g} pictures a second, shown at {shown_rate}.")
    if video.interlaced:
        notes.append("Interlaced picture, deinterlaced.")
    if video.hdr:
        notes.append("HDR picture, tone-mapped for standard screens.")
    return tuple(notes)


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
