"""Three short sample films: a song's corridor, an advertisement's lamp, its drawing."""
