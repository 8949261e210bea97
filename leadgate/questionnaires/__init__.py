"""What a survey asks, as one document: its questions and sections, the checks it passes, and the ways through it."""
