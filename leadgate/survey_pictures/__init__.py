"""Pictures of the answers of surveys."""
