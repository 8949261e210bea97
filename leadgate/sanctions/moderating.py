"""Between the buttons under a post and the acts behind them."""

from uuid import UUID

from leadgate.discussions.actions import holding
from leadgate.sanctions.actions import redacting, reporting
from leadgate.sanctions.errors import NothingPressed


def moderate(post: UUID, act: str, words: str, *, group: UUID, by: UUID) -> None:
    """Do what was pressed under a reported post.

    Raises:
        NothingPressed: there is no such button.
        NoSuchPost, ReasonNeeded
    """
    match act:
        case "hide":
            reporting.hide(post, words, group=group, by=by)
        case "remove":
            reporting.remove(post, words, group=group, by=by)
        case "release":
            holding.release(post, group=group, by=by)
        case "show":
            reporting.show_again(post, group=group, by=by)
        case "put-back":
            redacting.put_back(post, group=group, by=by)
        case "nothing":
            reporting.find_nothing(post, group=group, by=by)
        case _:
            raise NothingPressed
