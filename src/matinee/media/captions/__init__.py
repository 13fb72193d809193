"""Timed text: cues, the norms they keep, the files they come in, and how words become cues."""
