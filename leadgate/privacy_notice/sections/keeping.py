"""How long data is kept: the rules of retention as they are in force now (GDPR art. 13(2)(a))."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from leadgate.consent.queries import all_offers
from leadgate.foundation import languages
from leadgate.foundation.privacy.register import tables
from leadgate.foundation.wording import kind_of_data
from leadgate.privacy_notice.sections.listing import listed
from leadgate.privacy_notice.sections.uses import TRAPS
from leadgate.privacy_notice.types import NoticeRow, NoticeSection
from leadgate.retention.rules import InForce, in_force
from leadgate.retention.wording import rule_words


def retention() -> NoticeSection:
    """What is kept how long; what a rule dates in days by those in force, all else in the words of its table."""
    rules = in_force()
    of_tables = {table.name for _cls, table, _rule in tables()}
    own = [one for one in rules if one.rule.name not in of_tables]
    silent = next((one.lifetime.days for one in rules if one.rule.name == "person/inactive" and one.rule.warned), None)
    points = [_("What is past its time is deleted by itself, within minutes.")]
    if silent:
        points.append(
            ngettext(
                "If we hear nothing of you for %(num)d day, everything is erased; we write to you before.",
                "If we hear nothing of you for %(num)d days, everything is erased; we write to you before.",
                silent,
            )
        )
    return NoticeSection(
        "retention",
        _("How long do you keep it?"),
        _("Until you delete it, and never longer than stands here."),
        tuple(points),
        (*_of_rules(own), *_of_tables({one.rule.table.name for one in rules if one.rule.can_be_changed})),
    )


def _of_rules(rules: list[InForce]) -> Iterator[NoticeRow]:
    """Rules by what they are about; those of single groups and surveys together: their names are nobody else's."""
    titles = {offer.slug: offer.title for offer in all_offers(languages.current())}
    inside: dict[str, list[InForce]] = {}
    for one in rules:
        if one.rule.belonging:
            inside.setdefault(_("silent members of a group"), []).append(one)
        elif one.rule.purpose and one.rule.purpose not in titles:
            inside.setdefault(_("a yes to something a group or a survey asked"), []).append(one)
        elif one.rule.purpose:
            yield NoticeRow(_("a yes to “%(purpose)s”", purpose=titles[one.rule.purpose]), _of_rule(one))
        else:
            yield NoticeRow(rule_words(one.rule.name), _of_rule(one))
    for label, those in inside.items():
        yield NoticeRow(label, _("At most: %(rule)s", rule=_of_rule(max(those, key=lambda one: one.lifetime))))


def _of_rule(one: InForce) -> str:
    if not one.lifetime:
        return str(one.rule.event)
    said = ngettext(
        "%(num)d day after %(event)s; then: %(then)s.",
        "%(num)d days after %(event)s; then: %(then)s.",
        one.lifetime.days,
        event=one.rule.event,
        then=one.rule.does.words,
    )
    return f"{said} {one.reason}".strip()


def _of_tables(ruled: set[str]) -> list[NoticeRow]:
    """Tables by how long they are kept, so that each duration is read once; of those with a rule, the rule is read."""
    kept: dict[str, list[str]] = {}
    for _cls, table, rule in tables():
        if table.name not in (*TRAPS, *ruled):
            kept.setdefault(str(rule.kept_for), []).append(kind_of_data(table.name))
    return [NoticeRow(listed(sorted(kinds)), how) for how, kinds in kept.items()]
