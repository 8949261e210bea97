"""Erasure: one path for the person, the officer, the sweep and the command line; holds; certificates; the journal."""

from leadgate.erasure import holds
from leadgate.erasure.actions import certifying, telling
from leadgate.foundation import remains

__all__ = ["certifying", "holds", "remains", "telling"]
