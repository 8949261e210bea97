"""Learning what those who did something have in common: logistic regression over coded fields, checked on people it
has not seen. Nothing in here knows a database.
"""
