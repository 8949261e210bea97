"""Refusals about other sites, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchSite(NotFound):
    """Unknown, retired, or nothing was published for it."""

    sentence = _("There is no such site here. The address may be old, or cut short on its way.")


class BadOrigin(Refusal):
    """Not the scheme and host of a site."""

    field = "origins"
    sentence = _("A site is named by its scheme and host, such as https://www.example.com, without a path.")


class NotItsDomain(Refusal):
    """A parent domain that is a public suffix, or that its origins are not below."""

    field = "parent_domain"
    sentence = _(
        "One answer can hold for hosts below a domain of your own, such as example.com, and all of them have to be "
        "below it. A domain under which others register theirs, such as co.uk, is none."
    )


class NotDescribed(Refusal):
    """What is stored is not described so that it can be asked."""

    sentence = _("This cannot be published yet.")

    def __init__(self, problems: "list[str]") -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class NothingNew(Refusal):
    """What would be published is what is published."""

    status = 409
    sentence = _("This is what visitors are asked already; nothing has changed.")


class DescriptionChanged(Refusal):
    """Somebody else changed the description since its page was opened."""

    status = 409
    sentence = _("Somebody changed this since you opened it. Open it once more; what you typed is still here to copy.")
