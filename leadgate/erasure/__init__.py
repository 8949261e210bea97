"""Erasure: one path for the person, the officer, the sweep and the command line; holds; certificates; the journal."""
