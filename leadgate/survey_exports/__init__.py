"""Answers as files for spreadsheets and statistics programs."""
