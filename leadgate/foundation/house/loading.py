"""Loading a program without looking for garbage: next to nothing that is imported is any, and all of it stays."""

import gc


def stop_collecting() -> None:
    """Look for no garbage while everything is loaded; that is a fifth of the time a command takes to begin."""
    gc.disable()


def collect_again() -> None:
    """From here on look for garbage, and never in what was loaded by now; nothing where that was not stopped."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
