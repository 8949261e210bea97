"""The studio's pages of purposes: making one, wording it in each language, retiring it, and what people said."""
