"""What the house must know of pictures for shared links; nothing here is about a person."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(
    name="social_pictures",
    models=("models",),
    views=("public:pages",),
    slots={"shared-picture": "slots:shared", "share-page": "slots:looked_at"},
    answers={"assets.shared_picture": "actions.keeping:of_draft"},
)
