"""How large a file is, in words."""

from babel.units import format_unit
from flask_babel import LazyString, get_locale, ngettext

SIZES = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))


def file_size(size: int) -> str:
    """How large a file is, as the reader's language writes it: `840 bytes`, `1.2 MB`.

    Args:
        size: in bytes.
    """
    for unit, holds in SIZES:
        if size >= holds:
            return str(format_unit(round(size / holds, 1), f"digital-{unit}", "short", locale=get_locale()))
    return str(ngettext("%(num)s byte", "%(num)s bytes", size))


def lazy_size(size: int) -> LazyString:
    """As `file_size`, which is known only where somebody reads."""
    return LazyString(file_size, size)
