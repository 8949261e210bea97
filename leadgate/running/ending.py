"""How a process ends: at once when asked to while it begins, and with the one that started it, however that ended.

Whoever asks (systemd, a container, Ctrl-C) may do so at any moment after a start. The web server, Celery and
`family.keep` answer once they run. Until then nothing is under way, and what is here holds.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Never

ASKED = (signal.SIGINT, signal.SIGTERM)
PR_SET_PDEATHSIG = 1


def end_when_asked() -> None:
    """End this process with status 0 whenever it is asked to, until something else answers for that."""
    for number in ASKED:
        signal.signal(number, _end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED)


def _end(*_: object) -> None:
    os._exit(0)


def forked_end_when_asked() -> None:
    """Have every process forked from now on end when it is asked to while it begins.

    It would have its parent's answer, which is for the parent: the server notes that it should end, and a process of
    its that does so loads the whole house and then waits to be killed. Ctrl-C reaches both, and the parent tells.
    """
    hold, let = (partial(signal.pthread_sigmask, what, ASKED) for what in (signal.SIG_BLOCK, signal.SIG_UNBLOCK))
    os.register_at_fork(before=hold, after_in_parent=let, after_in_child=_end_when_told)


def _end_when_told() -> None:
    end_when_asked()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def become(command: list[str]) -> Never:
    """Go on as another program; asked to end meanwhile, it hears that when it calls `end_when_asked`.

    Args:
        command: the program and its words.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ASKED)
    os.execv(command[0], command)  # noqa: S606 - our own command


def done_apart(work: Callable[[], None]) -> int:
    """Do something in a child, and wait for it. Whoever asks this process to end meanwhile ends the child first.

    This process has one thread: a signal that one thread waits for may be given to another one, which ends all of them
    (signal(7)).

    Args:
        work: done in a process and a session of its own, that ends with this one.

    Returns:
        the child's exit status.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (*ASKED, signal.SIGCHLD))
    parent, child = os.getpid(), os.fork()
    if child == 0:
        os.setsid()
        end_with_parent(parent)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        work()
        os._exit(0)
    is_asked = signal.sigwait((*ASKED, signal.SIGCHLD)) in ASKED
    if is_asked:
        os.kill(child, signal.SIGKILL)
    _child, ended = os.waitpid(child, 0)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if is_asked:
        sys.exit(0)
    return os.waitstatus_to_exitcode(ended)


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
