"""Backup and restore: a consistent copy while running, and the way back that brings nobody back.

A restore is built beside the database in use and takes its place only when it is whole: every file checked against
the manifest, everybody erased since then erased again, every consent withdrawn since then withdrawn again, the ledger
verified. A damaged backup is refused before anything is touched.
"""
