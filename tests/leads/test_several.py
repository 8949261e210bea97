"""Several leads at once: ticked in the list, given a status or a tag; and the segments with how many fit."""

import re

from leadgate.analytics.actions import naming
from leadgate.foundation.permissions import Role
from leadgate.leads.actions import indexing
from leadgate.ledger import queries as ledger
from tests.browser_form import forms
from tests.browsers import FIREFOX
from tests.cast import ADA, NOOR
from tests.groups.scenes import person

EVE = "eve@list.example"


def came(site) -> None:
    site.purpose()
    site.publish(purposes=["newsletter"])
    for email in (ADA, NOOR, EVE):
        site.confirmed(email=email, consent="newsletter")


def ticking(marketer, *who: str, path: str = "/studio/leads/", **given: str):
    form = next(one for one in forms(marketer.get(path).text) if "how_far" in one.names)
    several = "/studio/leads/several" + path.removeprefix("/studio/leads/")
    return marketer.post(several, data=form.values | given | {"lead": [str(person(one)) for one in who]})


def test_those_who_are_ticked_are_given_a_status_and_a_tag_and_nobody_else(site):
    came(site)
    marketer = site.staff()
    looks = len(ledger.looks_at(person()))
    given = ticking(marketer, ADA, NOOR, path="/studio/leads/?sort=active", how_far="contacted", tag="Fair in Graz")
    assert (given.status_code, given.location) == (303, "/studio/leads/?sort=active")
    assert len(ledger.looks_at(person())) == looks + 1, "of the list; giving is none"
    page = marketer.get(given.location).text
    assert "Done with 2 leads." in page
    for email, has in ((ADA, True), (NOOR, True), (EVE, False)):
        row = page[page.index(f'value="{person(email)}"') :]
        row = row[: row.index("</tr>")]
        assert (("Fair in Graz" in row), ("contacted" in row.casefold())) == (has, has)
    assert (
        "Done with 1 lead."
        in marketer.get(ticking(marketer, EVE, "nobody@list.example"[:0] or EVE, tag="Fair").location).text
    )


def test_what_cannot_be_given_is_refused_and_the_ticks_stay(site):
    came(site)
    marketer = site.staff()
    assert "Please tick somebody" in ticking(marketer, tag="Fair").text
    assert "Please choose a status, or type a tag." in ticking(marketer, ADA).text
    refused = ticking(marketer, ADA, tag="Diabetes")
    assert refused.status_code == 422
    assert re.search(rf'value="{person()}"[^>]*checked', refused.text)
    assert site.staff(Role.OFFICER).post("/studio/leads/several").status_code == 403


def test_a_word_that_was_named_chooses_leads_and_so_does_any_other_word(site):
    site.publish()
    naming.add("letter")
    for email, word in ((ADA, "letter"), (NOOR, "unheard")):
        visitor = site.visitor(User_Agent=FIREFOX)
        form = forms(visitor.get(f"/a/guide?source={word}").text)[-1].values
        visitor.post("/a/guide", data=form | {"email": email})
        visitor.get(site.mail(email).link("confirm"))
    indexing.index_new()
    marketer = site.staff()
    for value, who, other in (("letter", ADA, NOOR), ("other", NOOR, ADA)):
        page = marketer.get(f"/studio/leads/?source={value}").text
        assert str(person(who)) in page
        assert str(person(other)) not in page
    assert "Source (word of a link)" in page


def test_a_segment_says_that_it_was_saved_how_many_fit_and_leads_to_its_file(site):
    came(site)
    marketer = site.staff()
    saved = marketer.fill("/studio/leads/?consent.newsletter=yes", name="Readers")
    page = marketer.get(saved.location).text
    assert "Saved." in page
    assert "3 leads" in page
    assert re.search(r'href="[^"]*consent.newsletter=yes[^"]*" aria-label="Export Readers as a file"', page)
    assert ">Delete</button>" in page
