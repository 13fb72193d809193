"""What may be asked of this machine: the bounds of a master and of the tools that read it."""

from dataclasses import dataclass

GIB = 1024**3


@dataclass(frozen=True)
class Limits:
    """Bounds of one upload. A site's settings choose them; the defaults suit one machine."""

    max_size_bytes: int = 200 * GIB
    max_duration_s: float = 6 * 3600.0
    max_width: int = 8192
    max_height: int = 8192
    max_frame_rate: float = 240.0
    max_frames: int = 2_000_000
    probe_memory_bytes: int = 4 * GIB
    probe_cpu_s: int = 1200
    tool_memory_bytes: int = 16 * GIB
