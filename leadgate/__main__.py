"""`leadgate`, and `python -m leadgate`"""

import sys

from leadgate.foundation.house.loading import stop_collecting
from leadgate.running.ending import end_when_asked

RUN_UNTIL_ASKED = {"up", "web", "worker", "beat"}
"""Any other command that is told to end has not done what it was for, and its status says so."""


def main() -> None:
    """Run the command that was typed; those that run until they are asked to end can be asked from the first moment."""
    if RUN_UNTIL_ASKED.intersection(sys.argv[1:2]):
        end_when_asked()
    stop_collecting()
    from leadgate.cli import main as command  # takes a while

    command(prog_name="leadgate")


if __name__ == "__main__":
    main()
