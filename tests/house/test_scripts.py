"""What other sites load is what its source says."""

from tests.house import scripts


def test_the_small_script_is_made_of_its_source():
    assert scripts.SMALL.read_text() == scripts.made(), "run `make scripts`"
