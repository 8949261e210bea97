"""Leads as files: only those who agree to a purpose now, marked line by line, on the record."""
