"""Finds films, names, programmes, and every line that is said in a film."""
