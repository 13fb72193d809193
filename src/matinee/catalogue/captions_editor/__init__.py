"""The studio's pages of what is heard and read in a film: its sounds and its captions."""
