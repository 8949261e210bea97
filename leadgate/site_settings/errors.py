"""Refusals of settings, each with the sentence the owner reads."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal
from leadgate.foundation.files.errors import FileRefused
from leadgate.site_settings.types import LetterNews


class ChangedMeanwhile(Refusal):
    """Somebody else changed what was typed here, too, since the page was opened.

    Args:
        now: what is in force, by the names of the settings that both changed.
        taken: what is in force of those that only others changed.
        number: the version they are in.
        who: changed them.
    """

    status = 409

    def __init__(self, now: Mapping[str, str], taken: Mapping[str, str], number: int, who: str) -> None:
        super().__init__(
            _(
                "%(who)s changed something on this page while you had it open. Where you both changed the same, it is "
                "marked with what is in force now, and what you typed is still here. All else stands as it is in "
                "force. Press once more to put what you typed in its place.",
                who=who,
            )
        )
        self.now, self.taken, self.number = now, taken, number


class ServerRefused(Refusal):
    """A mail server did not take the test letter, so it is not kept.

    Args:
        news: how it went.
        said: what the server said, in its own words; empty where it said nothing.
    """

    field = "host"

    def __init__(self, news: LetterNews, said: str) -> None:
        told = {"news": news.words, "advice": news.advice, "words": said}
        super().__init__(
            _("%(news)s %(advice)s It said: “%(words)s”. Nothing was kept; please type the password again.", **told)
            if said
            else _("%(news)s %(advice)s Nothing was kept; please type the password again.", **told)
        )


class NoSuchSitePicture(NotFound):
    """There is no such picture of the brand."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NotABrandPicture(FileRefused):
    """A file that is no picture to be drawn.

    Args:
        field: of the form it came with.
        sentence: why not.
    """

    def __init__(self, field: str, sentence: LazyString) -> None:
        super().__init__(sentence)
        self.field = field
