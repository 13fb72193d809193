"""`python -m matinee` is the same as the `matinee` command."""

from matinee.cli import main

main()
