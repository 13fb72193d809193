"""The front page of a site; later its programmes and their picks."""
