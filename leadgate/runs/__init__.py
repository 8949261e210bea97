"""Runs: long work that somebody of the staff asked for, how far it is, and what came of it.

A page asks for a run; the outbox has a worker begin it, beside what the worker does otherwise, so that no letter waits
for a backup. Rooms above say what a kind of run does (`runs={"backup": …}`).
"""
