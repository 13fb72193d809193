"""The front page of a site, its programmes and their picks."""
