"""The refusals of invitations, with the sentences people read."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal

MOST_NAMED = 10


class InvitationOver(Refusal):
    """Used, used up, taken back, refused, or too old."""

    status = 410
    sentence = _("This invitation has ended. Ask whoever invited you for a new one.")


class NoAddresses(Refusal):
    """Some of what was typed cannot be mail addresses.

    Args:
        wrong: each with the number of its line.
    """

    field = "email"

    def __init__(self, wrong: Sequence[tuple[int, str]]) -> None:
        shown = "; ".join(f"{line}: {text[:60]}" for line, text in wrong[:MOST_NAMED])
        more = len(wrong) - MOST_NAMED
        super().__init__(
            _("These do not look like mail addresses, by their lines: %(shown)s. Nobody was invited yet.", shown=shown)
            if more <= 0
            else _(
                "These do not look like mail addresses, by their lines: %(shown)s; and %(more)s more. Nobody was "
                "invited yet.",
                shown=shown,
                more=more,
            )
        )


class TooManyAddresses(Refusal):
    """More addresses were typed than one form takes."""

    field = "email"

    def __init__(self, typed: int, most: int) -> None:
        super().__init__(
            _(
                "These are %(typed)s addresses; we take up to %(most)s at a time. Please send the rest afterwards.",
                typed=typed,
                most=most,
            )
        )
