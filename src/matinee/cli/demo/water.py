"""Moving water: a sea of many waves, seen in perspective and lit by what stands above it."""

from dataclasses import dataclass

import numpy as np

from matinee.cli.demo.light import Field, Gate, smoothstep

TILE = 512
GRAVITY = 9.81


@dataclass(frozen=True)
class Sea:
    """How the water is: wind from still (0) to a breeze (1), and how fine its waves are drawn."""

    seed: int
    horizon: float
    wind: float = 0.5
    tile_m: float = 24.0
    pace: float = 1.0
    """Speed of time; below 1 the water is slower than life."""


class Water:
    """The slopes of a sea below its horizon, frame by frame.

    Waves are drawn in Fourier space with the dispersion of deep water, after Tessendorf,
    "Simulating Ocean Water" (2001); each frame is one inverse transform of a tile that
    repeats, looked up in perspective.
    """

    def __init__(self, gate: Gate, sea: Sea) -> None:
        self.top = gate.px(sea.horizon)
        rows = gate.height - self.top
        self._sea = sea
        self._lookup = _perspective(gate, rows)
        self._gradient, self._omega, self._height = _spectrum(sea)
        below = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / gate.height
        self.below = below
        # Far waves are smaller than a pixel: they average out instead of glittering.
        self.calm = smoothstep(0.0, 0.16, below) * 0.8 + 0.2

    def slopes(self, time_s: float) -> tuple[Field, Field]:
        """Return the slope across and towards the viewer, deviation about 1 near the camera."""
        angle = self._omega * np.float32(time_s * self._sea.pace)
        moved = self._height * (np.cos(angle) + np.complex64(1j) * np.sin(angle))
        mirrored = np.conj(np.roll(moved[::-1, ::-1], (1, 1), (0, 1)))
        height = moved + mirrored
        # Both slopes are real: one transform carries them as its real and imaginary part.
        seen = np.fft.ifft2(self._gradient * height).ravel().take(self._lookup)
        return seen.real * self.calm, seen.imag * self.calm


def _perspective(gate: Gate, rows: int) -> np.ndarray:
    r = np.arange(rows)[:, None] + 0.5
    depth = rows / r
    scale = TILE / 512 * 720 / gate.height
    across = (np.arange(gate.width)[None, :] - gate.width / 2) * depth * scale
    away = -rows * depth * scale * 1.6
    u = np.floor(across).astype(np.intp) % TILE
    v = np.floor(away).astype(np.intp) % TILE
    return v * TILE + u


def _spectrum(sea: Sea) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(sea.seed)
    wave = (np.fft.fftfreq(TILE, sea.tile_m / TILE) * 2 * np.pi).astype(np.float32)
    kx, ky = wave[None, :], wave[:, None]
    k = np.hypot(kx, ky)
    k[0, 0] = 1
    longest = 0.35 + 1.2 * sea.wind
    energy = np.exp(-1 / (k * longest) ** 2) / k**4 * np.exp(-((k * sea.tile_m / TILE / 1.1) ** 2))
    towards = (ky + 0.35 * kx) / k
    energy *= 0.25 + towards**2
    energy[0, 0] = 0
    amplitude = np.sqrt(energy)
    waves = rng.standard_normal((2, TILE, TILE))
    height = (waves[0] + 1j * waves[1]) * amplitude
    steepness = np.sqrt(np.sum((np.abs(height) * k) ** 2))
    height *= TILE * TILE / steepness / np.sqrt(2) * (0.35 + 0.65 * sea.wind)
    omega = np.sqrt(GRAVITY * k)
    gradient = (1j * kx - ky).astype(np.complex64)
    return gradient, omega.astype(np.float32), height.astype(np.complex64)
