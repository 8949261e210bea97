"""The studio's first page, and mail that was kept instead of sent."""

import pytest

from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.permissions import Role
from tests.cast import ADA
from tests.facts import count


@pytest.mark.parametrize("role", [Role.OWNER, Role.MARKETER, Role.OFFICER, Role.VIEWER])
def test_the_studio_begins_with_what_there_is(site, role):
    site.publish()
    assert "The guide" in site.staff(role).get("/studio/").text


def test_kept_mail_is_readable_in_the_studio_and_the_look_is_on_the_record(site):
    site.publish()
    site.visitor().opt_in()
    site.work()
    assert ADA in site.staff().get("/studio/mail").text
    assert count(AuditEntry, AuditEntry.act == "mail:look") == 1


def test_whoever_reads_kept_mail_cannot_become_the_person_it_was_for_unless_they_are_the_owner(site):
    site.publish()
    site.visitor().opt_in()
    site.visitor().fill("/me/sign-in", email=ADA)
    secrets = [site.mail().code, *(site.mail().link("confirm").rpartition("/")[2],)]
    marketer = site.staff().get("/studio/mail").text
    assert "/confirm/…" in marketer
    assert not [secret for secret in secrets if secret in marketer]
    owner = site.staff(Role.OWNER).get("/studio/mail").text
    assert all(secret in owner for secret in secrets)
