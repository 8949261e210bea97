"""What the house must know of the pictures of answers: they are the controller's, and of nobody."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="survey_pictures", models=("models",), views=("public:pages",))
