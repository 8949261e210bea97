"""What the clock asks scoring for. It is looked for here, so that only a worker that learns carries what that takes."""

from leadgate.scoring import goals


def work_on_what_is_due() -> bool:
    """Learn the goal that most needs it, or go on scoring; answers whether there was anything to do."""
    if goals.due() is None:
        return False
    from leadgate.scoring.actions import learning

    return learning.work_on_what_is_due()
