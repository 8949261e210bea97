"""A site that asks through us."""

from leadgate.cookies.actions import describing
from tests.cookies.foreign import described

WHERE = "https://shop.example.com"


def asking_site(slug: str = "shop", *, languages: tuple[str, ...] = ("en", "de")) -> str:
    """A site of which something is published; its slug."""
    made = describing.add_site(slug, "The shop", [WHERE], languages=languages)
    describing.describe(made, described(), edition=1, by=None)
    describing.publish(made, by=None)
    return slug
