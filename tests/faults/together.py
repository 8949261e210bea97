"""Threads that begin together."""

import threading
from collections.abc import Callable


def at_once(here, *acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that begin together; answers what each returned or raised."""
    together, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(at: int) -> None:
        with here.opened():
            together.wait()
            try:
                found[at] = acts[at]()
            except Exception as trouble:  # noqa: BLE001 - it is the answer
                found[at] = trouble

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
