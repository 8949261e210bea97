"""Pictures of landing pages."""
