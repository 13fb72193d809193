"""The studio's editor of a film's credits: hundreds of rows, pasted, corrected, put in order."""
