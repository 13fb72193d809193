"""Work on a release that people watch already: clear dialogue, captions, proposed chapters."""
