"""The forms of the rights room."""

from operator import itemgetter

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from leadgate.erasure import holds
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.web.forms import FormToken, PageForm, Plain, options, tidy
from leadgate.foundation.wording import kind_of_data
from leadgate.rights.clocks import Right
from leadgate.rights.models import Whom
from leadgate.rights.reasons import REASONS
from leadgate.rights.typed import CameBy, TakenDown, TypedPrivacyRequest

MANDATE_BYTES = 2_000_000
MANDATE_STARTS = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff")
WHERE = [
    ("", _("I would rather not say")),
    ("eu", _("European Union, EEA, United Kingdom")),
    ("california", _("California")),
]
WHY_NOT = [("", ""), *((code, words) for code, (words, _law) in REASONS.items())]


class AskForRight(PageForm):
    """A privacy request, by anybody."""

    class Meta:
        csrf_class = FormToken
        subject = "privacy-request"

    right = RadioField(_("What would you like?"), choices=options((each, each.asked) for each in Right))
    whom = RadioField(_("For whom?"), choices=options((each, each.asked) for each in Whom), default=Whom.SELF)
    email = StringField(_("Your mail address"), [Length(max=254)], filters=[tidy])
    subject_email = StringField(_("Their mail address, as it was used here"), [Length(max=254)], filters=[tidy])
    region = SelectField(_("Where do you live?"), choices=options(WHERE), default="")
    details = TextAreaField(_("Anything we should know?"), [Length(max=5000), Plain(lines=True)], filters=[tidy])
    mandate = FileField(_("The document that lets you act for them"))

    def validate_mandate(self, field: FileField) -> None:
        content = field.data.read(MANDATE_BYTES + 1) if field.data and field.data.filename else b""
        if content and (len(content) > MANDATE_BYTES or not content.startswith(MANDATE_STARTS)):
            raise ValidationError(_("This should be a PDF, PNG or JPEG of at most 2 MB."))
        self.mandate_bytes = content

    def asked(self) -> TypedPrivacyRequest:
        """What was typed."""
        return TypedPrivacyRequest(
            right=Right(self.right.data),
            email=self.email.data or "",
            whom=Whom(self.whom.data),
            subject_email=self.subject_email.data or "",
            details=self.details.data or "",
            region=self.region.data or "",
            mandate=self.mandate_bytes,
        )


class TakeDownRequest(PageForm):
    """A privacy request that came by letter, by telephone or over the counter, taken down by the officer."""

    came_by = SelectField(_("How it came"), choices=options((each, each.words) for each in CameBy))
    received_on = DateField(_("On which day"), [InputRequired(_("Please fill this in."))])
    right = RadioField(_("What is asked for"), choices=options((each, each.words) for each in Right))
    whom = RadioField(_("For whom"), choices=options((each, each.words) for each in Whom), default=Whom.SELF)
    email = StringField(_("The sender's mail address"), [Length(max=254)], filters=[tidy])
    subject_email = StringField(_("Whose data it is about (mail address)"), [Length(max=254)], filters=[tidy])
    mandate = FileField(_("The document that lets them act"))
    region = SelectField(_("Where they live"), choices=options([("", _("not known")), *WHERE[1:]]), default="")
    language = SelectField(_("Language of our letters to them"))
    details = TextAreaField(_("What they wrote"), [Length(max=5000), Plain(lines=True)], filters=[tidy])
    checked = TextAreaField(
        _("How you know that it comes from them"), [Length(max=2000), Plain(lines=True)], filters=[tidy]
    )
    validate_mandate = AskForRight.validate_mandate
    asked = AskForRight.asked

    def __init__(self) -> None:
        super().__init__()
        self.language.choices = options((tag, languages.NAMES[tag]) for tag in installation().settings.languages)

    def came(self) -> TakenDown:
        """How it came."""
        assert self.received_on.data
        return TakenDown(CameBy(self.came_by.data), self.received_on.data, self.checked.data or "")


class RequestReplyForm(PageForm):
    """The person's words on their request's page; the link is the authority."""

    class Meta:
        csrf = False

    words = TextAreaField(_("Your answer"), [Length(max=5000), Plain(lines=True)], filters=[tidy])


class Decide(PageForm):
    """What the officer does with a request."""

    words = TextAreaField(_("Your words to the person"), [Length(max=5000), Plain(lines=True)], filters=[tidy])
    reason = SelectField(_("Reason"), choices=options(WHY_NOT))
    pausing = BooleanField(_("The clock stands still until they answer"))


class PlaceHold(PageForm):
    """A legal hold."""

    email = StringField(_("Whose data (mail address)"), [Length(max=254)], filters=[tidy])
    kind = SelectField(_("What is kept"), default=holds.EVERYTHING)
    reason = StringField(
        _("Which claim or duty"), [InputRequired(_("Please fill this in.")), Length(max=300), Plain()], filters=[tidy]
    )

    def __init__(self) -> None:
        super().__init__()
        kinds = [(name, kind_of_data(name)) for name in holds.can_be_held()]
        self.kind.choices = options([(holds.EVERYTHING, gettext("everything")), *sorted(kinds, key=itemgetter(1))])
