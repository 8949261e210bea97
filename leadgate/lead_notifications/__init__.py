"""Lead notifications: letters to whoever may see leads, that new ones came, without a word about who."""
