"""From models to published data, many pages at a time with a constant number of queries."""
