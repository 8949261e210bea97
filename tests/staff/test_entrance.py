"""The way into a site: for whoever is to own it, and for whoever works there."""

from leadgate.foundation.permissions import Role

HOW = "Nobody owns this site yet."


def test_a_site_that_nobody_owns_says_how_its_first_account_is_made_and_no_other_does(site):
    stranger = site.visitor()
    for path in ("/", "/staff/sign-in"):
        assert HOW in stranger.get(path).text
        assert "leadgate staff add" in stranger.get(path).text
    site.staff(Role.VIEWER)
    for path in ("/", "/staff/sign-in"):
        assert HOW not in stranger.get(path).text


def test_the_short_way_leads_to_the_door_or_to_the_first_page_and_the_page_of_people_names_the_door(site):
    viewer = site.staff(Role.VIEWER)
    for path in ("/staff", "/staff/"):
        assert site.visitor().get(path).headers["Location"].endswith("/staff/sign-in")
        assert viewer.get(path).headers["Location"].endswith("/studio/")
    assert 'href="/staff/sign-in"' in site.visitor().get("/me/sign-in").text
    assert [site.visitor().get(path).status_code for path in ("/login", "/admin")] == [404, 404]
