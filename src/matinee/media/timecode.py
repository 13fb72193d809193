"""Write times as WebVTT does."""


def vtt_time(seconds: float) -> str:
    """Return a WebVTT time, HH:MM:SS.mmm."""
    total_ms = round(seconds * 1000)
    minutes, ms = divmod(total_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d}.{ms % 1000:03d}"
