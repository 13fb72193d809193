"""Films that play on other sites: asking their hosts, their players, whether they are there."""
