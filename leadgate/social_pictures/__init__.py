"""The picture a link to a landing page shows where it is shared."""
