"""`leadgate config`: what is in force, where it was given, and nothing secret."""

import json

import pytest

import config
from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from tests.running import commanded

SECRET = "a#secret/with:signs"


@pytest.fixture
def dotenv(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_REGION", "elsewhere")  # what the file says to the store is put into the environment
    lines = [
        f"LEADGATE_SMTP_URL=smtp://user:{SECRET}@mail.example:587",
        f"LEADGATE_OIDC_CLIENT_SECRET={SECRET}",
        "POSTGRES_PASSWORD=x",
        "AWS_REGION=eu",
    ]
    path = tmp_path / ".env"
    path.write_text("\n".join(lines))
    return path


def test_each_setting_is_shown_with_its_place_and_no_secret(dotenv):
    key = "k" * 40
    done = commanded("config", "--json", LEADGATE_ACCENT="#123456", LEADGATE_MASTER_KEY=key)
    shown = json.loads(done.stdout)
    assert shown["LEADGATE_SMTP_URL"] == {"value": "smtp://user:…@mail.example:587", "from": ".env, line 1"}
    assert shown["LEADGATE_ACCENT"] == {"value": "#123456", "from": "the environment"}
    assert shown["LEADGATE_LANGUAGES"] == {"value": "en,zh-Hant", "from": "default"}
    assert shown["LEADGATE_MASTER_KEY"]["value"] == "set, 40 characters"
    assert shown["LEADGATE_SECRET_KEY"]["value"].endswith("/var/secret.key")
    assert SECRET not in done.output
    assert key not in done.output


def test_for_people_it_says_what_of_the_file_is_not_leadgate_s(dotenv):
    done = commanded("config")
    assert "In the file, and no settings of leadgate: POSTGRES_PASSWORD." in done.stdout
    assert ".env, line 2" in done.stdout
    assert SECRET not in done.output
    assert not (dotenv.parent / "var").exists(), "looking makes nothing"


def test_a_wrong_value_is_shown_and_named(dotenv):
    done = commanded("config", LEADGATE_ACCENT="green")
    assert done.exit_code == 1
    assert done.stderr == ("LEADGATE_ACCENT should be a colour such as #0b6e4f. It is set in: the environment.\n")
    assert "green" in done.stdout


def test_what_was_chosen_in_the_studio_is_shown_with_its_day_and_who_chose_it(site, here, dotenv):
    owner = site.staff(Role.OWNER)
    owner.fill("/admin/settings/organisation", holidays="TW", authority="The court")
    owner.fill("/admin/settings/site", **{"footer-en": "Bread"})
    where = {"LEADGATE_DATABASE_URL": here.given.database_url, "LEADGATE_DATA_DIR": str(here.given.data_dir)}
    keys = dict.fromkeys(config.KEYS, "k" * 40)
    done = commanded("config", "--json", LEADGATE_AUTHORITY="The ministry", **where, **keys)
    shown = json.loads(done.stdout)
    place = f"the studio, {clock.now():%Y-%m-%d}, owner@bakery.example"
    assert shown["LEADGATE_HOLIDAYS"] == {"value": "TW", "from": place}
    assert shown["site.footer.en"] == {"value": "Bread", "from": place}
    assert shown["LEADGATE_AUTHORITY"] == {"value": "The ministry", "from": "the environment"}
