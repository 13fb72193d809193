"""Film in, playable files out: probe, plan, encode, package, verify. Knows no site."""
