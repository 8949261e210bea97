"""Analytics: how many came, how far, from which source, on which day; never who."""
