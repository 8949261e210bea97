"""A process that ends with the one that started it, however that one ended."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends, also when that is killed itself (prctl(2), Linux).

    What is forked after it does not inherit this, what is executed does. Nothing is lost by it that any kill would not
    cost. Where the system knows no such thing, nothing is done.

    Args:
        parent: the process that started this one; where that has ended meanwhile, so does this one.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
