"""What the house must know of the pictures of landing pages: they are the controller's, and of nobody."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="page_pictures", models=("models",), views=("public:pages",), init_app="wording:register_filters")
