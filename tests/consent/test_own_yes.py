"""A yes is the person's own: whoever typed somebody else's address and ticked boxes has decided nothing for them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.assets.actions.publishing import FormField
from leadgate.assets.leads import leads_of
from leadgate.assets.models import Grant
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.queries import agrees
from leadgate.foundation import clock
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.joining.models import MembershipRequest
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from tests.browser_form import forms
from tests.cast import ADA
from tests.facts import count, every
from tests.groups.scenes import MINA, RULES, Bakers, bakers
from tests.visitor import Site

OTHERS = ["newsletter", "partners"]


@pytest.fixture
def typed(site) -> Site:
    """Somebody else has typed Ada's address, and ticked everything."""
    for purpose in OTHERS:
        site.purpose(purpose)
    site.publish(asked=[FormField("company", "Company", "why")], purposes=OTHERS)
    site.visitor().opt_in(email=ADA, company="Not hers", consent=OTHERS)
    return site


def page_of(site):
    return site.visitor().get(site.mail().link("confirm")).text


def press(site, **ticked):
    """Press the button somewhere else than in the browser that asked, with these boxes ticked there."""
    return site.visitor().fill(site.mail().link("confirm"), **ticked)


def agreed() -> list[bool]:
    ada = people.person_with(parsed(ADA)).id
    return [agrees(ada, purpose) for purpose in OTHERS]


def test_letter_and_page_name_everything_that_was_ticked(typed):
    for text in (typed.mail().text, page_of(typed)):
        assert all(f"The {purpose}" in text for purpose in OTHERS)


def test_the_letter_names_what_was_ticked_before_it_asks_for_a_press(typed):
    letter = typed.mail()
    assert letter.text.index("The newsletter") < letter.text.index(letter.link("confirm"))


def test_the_page_says_above_the_boxes_that_ticks_of_the_form_have_to_be_made_again(typed):
    page = page_of(typed)
    assert page.index("tick again what you want") < page.index('type="checkbox" name="consent"')


def test_who_has_the_download_is_asked_about_the_tick_and_about_nothing_else(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed()
    site.visitor().opt_in(email=ADA, consent="newsletter")
    assert "nothing to confirm" not in site.mail().text
    page = page_of(site)
    assert "Would you like this, too?" in page
    assert "Save what I ticked" in page
    assert not [words for words in ("One press, and it is yours", "Yes, this is my address") if words in page]


@pytest.mark.parametrize(
    ("ticked", "counts"), [([], [False, False]), (OTHERS[:1], [True, False]), (OTHERS, [True, True])]
)
def test_each_box_is_asked_about_by_itself_and_only_what_is_ticked_there_counts(typed, ticked, counts):
    press(typed, consent=ticked)
    assert agreed() == counts
    assert count(Grant) == 1


def test_nothing_is_ticked_in_advance_and_there_is_one_button(typed):
    page = page_of(typed)
    assert page.count('type="checkbox"') == 3
    assert " checked" not in page
    assert page.count('<button type="submit" class="big"') == 1


def test_a_press_alone_gives_what_was_asked_for_and_nothing_else(typed):
    press(typed)
    assert agreed() == [False, False]
    assert count(Grant) == 1
    marketer = typed.staff()
    assert "Not hers" not in marketer.get("/studio/assets/guide/leads").text


def test_the_ledger_says_what_was_pressed_and_where(typed):
    press(typed, consent=["newsletter"])
    pressed = select(LedgerEntry.purpose, LedgerEntry.happened).where(LedgerEntry.method == "confirm-page")
    said = {(purpose, happened) for purpose, happened in every(pressed) if purpose in OTHERS}
    assert said == {("newsletter", ConsentEvent.GIVEN), ("partners", ConsentEvent.REFUSED)}


def test_what_was_not_ticked_on_the_form_cannot_be_ticked_behind_the_link(site):
    for purpose in OTHERS:
        site.purpose(purpose)
    site.publish(purposes=OTHERS)
    site.visitor().opt_in(email=ADA, consent=["newsletter"])
    press(site, consent=OTHERS)
    assert agreed() == [True, False]


def test_who_has_said_yes_before_reads_so_and_is_not_asked_again(typed):
    press(typed, consent=["newsletter"])
    typed.publish("second", purposes=OTHERS)
    typed.visitor().opt_in("second", email=ADA, consent=OTHERS)
    page = page_of(typed)
    assert "You have said yes to this before" in page
    assert 'value="newsletter"' not in page
    assert 'value="partners"' in page
    assert "The newsletter" not in typed.mail().text
    press(typed)
    assert agreed() == [True, False]


def test_a_new_wording_is_asked_about_although_the_old_one_was_agreed_to(typed):
    press(typed, consent=["newsletter"])
    add_purpose("newsletter", PurposeWords("en", "The newsletter", "Twice as often."))
    typed.publish("second", purposes=OTHERS)
    typed.visitor().opt_in("second", email=ADA, consent=["newsletter"])
    assert 'value="newsletter"' in page_of(typed)


def test_in_the_browser_that_asked_the_boxes_are_ones_own(typed):
    visitor = typed.visitor()
    visitor.opt_in(email="noor@person.example", company="", consent=["newsletter"])
    visitor.get(typed.mail("noor@person.example").link("confirm"))
    assert agrees(people.person_with(parsed("noor@person.example")).id, "newsletter")


def test_no_age_is_chosen_for_anybody(site):
    site.publish()
    assert "checked" not in site.visitor().get("/a/guide").text


def test_who_confirms_a_request_to_join_elsewhere_decides_about_its_boxes(site):
    site.purpose()
    group = Bakers(site, making.make("bakers", GroupPage("Bakers"), rules=RULES, questions=[], purposes=["newsletter"]))
    assert group.fill_in(site.visitor(), consent=["newsletter"]).status_code == 303
    assert "The newsletter" in page_of(site)
    press(site)
    assert not agrees(people.person_with(parsed(ADA)).id, "newsletter")
    assert count(MembershipRequest) == 1


@pytest.mark.parametrize(("ticked", "kept"), [({}, {}), ({"keep_typed": "y"}, {"company": "Not hers"})])
def test_what_was_typed_is_shown_and_kept_only_where_they_say_so(site, ticked, kept):
    asset = site.publish(asked=[FormField("company", "Company", "why")])
    site.visitor().opt_in(email=ADA, company="Not hers")
    assert "Not hers" in page_of(site)
    assert "Not hers" not in site.mail().text
    press(site, **ticked)
    assert leads_of(asset)[0].answers["fields"] == kept


def test_whoever_confirms_a_request_to_join_elsewhere_reads_name_answers_and_rules(site):
    site.staff(Role.MODERATOR, MINA)
    group = bakers(site)
    assert group.fill_in(site.visitor(), name="Not her name", answer="Not her answer").status_code == 303
    page = page_of(site)
    assert all(text in page for text in ("Not her name", "Not her answer", RULES))


def test_who_says_not_me_after_a_yes_is_led_to_their_own_page(typed):
    mail = typed.mail()
    press(typed, consent=OTHERS)
    answer = typed.visitor().get(mail.link("not-me"))
    assert answer.status_code == 200
    assert "/me/sign-in" in answer.text


def test_a_second_answer_from_another_tab_changes_nothing_and_says_that_the_first_counts(typed):
    link, second = typed.mail().link("confirm"), typed.visitor()
    [form] = forms(second.get(link).text)
    press(typed, consent=["newsletter"])
    page = second.get(second.post(link, data=form.values | {"consent": ["partners"]}).location).text
    assert "You had already confirmed this" in page
    assert "The newsletter" not in page, "whoever holds the letter by then may be anybody"
    assert "The partners" not in page
    assert agreed() == [True, False]


def test_who_has_just_confirmed_reads_what_they_agreed_to_and_whoever_gets_the_link_later_does_not(typed):
    ready = press(typed, consent=["newsletter"]).location
    assert "The newsletter" in typed.visitor().get(ready).text
    with clock.moved(timedelta(minutes=11)):
        assert "The newsletter" not in typed.visitor().get(ready).text


def test_without_a_yes_the_page_says_so(typed):
    ready = press(typed).location
    assert "you agree to nothing else" in typed.visitor().get(ready).text


def test_what_was_chosen_and_what_was_typed_as_a_reason_stand_apart(site):
    site.publish(asks_why=True, motivations=[("grow", "To grow")])
    site.visitor().opt_in(email=ADA, motivation="grow", motivation_text="And to learn")
    assert "<dd>To grow</dd>" in page_of(site)
    assert "<dd>And to learn</dd>" in page_of(site)


def test_what_was_not_shown_behind_the_link_is_not_refused_there_either(site):
    """Somebody else left it unticked; whoever pressed has never seen it."""
    for purpose in OTHERS:
        site.purpose(purpose)
    site.publish(purposes=OTHERS)
    site.visitor().opt_in(email=ADA, consent=["newsletter"])
    press(site)
    pressed = select(LedgerEntry.purpose, LedgerEntry.happened).where(LedgerEntry.method == "confirm-page")
    said = {(purpose, happened) for purpose, happened in every(pressed) if purpose in OTHERS}
    assert said == {("newsletter", ConsentEvent.REFUSED)}
