"""The conversation under each film: comments in threads, written, kept in order, and ended."""
