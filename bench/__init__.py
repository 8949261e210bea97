"""Measurements: ratios taken in one run on one machine, against the same server doing next to nothing."""
