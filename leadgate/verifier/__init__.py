"""Verifying what an installation hands out: receipts, certificates, checkpoints, bundles. Refuses whatever it doubts.

Knows nothing of the rest of leadgate, so that a bundle can carry it: Python 3.11 and `cryptography` are all it takes.
The formats are described, byte by byte, in docs/formats.md.
"""
