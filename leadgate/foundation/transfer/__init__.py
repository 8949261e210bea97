"""How pages and files travel: compressed where that tells nothing, and kept by browsers until they change."""
