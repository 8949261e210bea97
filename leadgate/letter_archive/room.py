"""What the house must know of letters after they were sent."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(
    name="letter_archive",
    models=("models",),
    views=("public:pages", "own:pages", "studio:pages"),
    slots={"me": "slots:mine", "sitemap": "slots:for_searchers", "sent-letter": "slots:of_letter"},
)
