"""Everything of a packaged film that players read, as texts: its playlists and its manifest."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matinee.media import dash, hls
from matinee.media.film import AudioTrack, VideoTrack
from matinee.media.fragments import read_track
from matinee.media.hls import Packaged
from matinee.media.segments import group


@dataclass(frozen=True)
class Playlists:
    """Writes the texts from the tracks of a film, each with the index of its file."""

    video: Sequence[tuple[VideoTrack, Packaged]]
    audio: Sequence[tuple[AudioTrack, Packaged]]

    @property
    def target_s(self) -> int:
        """One target duration for all playlists of the film."""
        return hls.target_duration([item for _, item in (*self.video, *self.audio)])

    def of_tracks(self) -> dict[str, str]:
        """Return the media and I-frame playlists by file name."""
        target = self.target_s
        texts = {track.playlist: hls.media_playlist(item, target) for track, item in self.video}
        texts |= {track.playlist: hls.media_playlist(item, target) for track, item in self.audio}
        for track, item in self.video:
            texts[track.iframe_playlist] = hls.iframe_playlist(item, target)
        return texts

    def multivariant(self) -> str:
        """Return the multivariant playlist over all tracks."""
        return hls.multivariant_playlist(
            [track for track, _ in self.video],
            [track for track, _ in self.audio],
            [hls.iframe_peak_bps(item) for _, item in self.video],
        )

    def manifest(self, duration_s: float) -> str:
        """Return the DASH manifest over the same files."""
        return dash.manifest(self.video, self.audio, duration_s, self.target_s)


def indexed(file: Path) -> Packaged:
    """Read where a CMAF file's fragments lie. Raises ValueError for anything else."""
    track = read_track(file)
    return Packaged(file.name, track, group(track))
