"""Texts on the command line, under the rules of the pages' forms: tidy, not too long, and without hidden signs."""

import click


class TypedText(click.ParamType[str]):
    """A line somebody types, as it is kept.

    Args:
        most: how many signs it may have.
        least: how many it has to have.
    """

    name = "text"

    def __init__(self, most: int, least: int = 1) -> None:
        self.most, self.least = most, least

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is kept; says what is wrong with it otherwise.

        Args:
            value: as it was typed.
            param: the option.
            ctx: the command.

        Returns:
            It, composed (NFC) and without spaces around it.

        Raises:
            click.BadParameter: it is empty, too long, or has hidden signs.
        """
        from leadgate.foundation.web.forms import has_hidden_sign, tidy  # commands that type nothing start without it

        text = tidy(value)
        if len(text) < self.least:
            self.fail("It is empty.", param, ctx)
        if len(text) > self.most:
            self.fail(f"It has {len(text)} signs; {self.most} is the most.", param, ctx)
        if has_hidden_sign(text, lines=False):
            self.fail("A hidden sign is in it; letters, digits and punctuation only.", param, ctx)
        return text
