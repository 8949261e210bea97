"""The ground floor: what every room stands on and none of it knows a room."""
