"""Erasure: one path for the person, the officer, the sweep and the command line; holds; certificates; the journal."""

from leadgate.erasure import holds
from leadgate.foundation import remains

__all__ = ["holds", "remains"]
