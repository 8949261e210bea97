"""Where marketers begin, filled by the rooms below; and the mail that was kept instead of sent."""
