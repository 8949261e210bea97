"""Letters: what is written to those who said yes, in which languages, and the bytes it becomes."""
