"""Sensing: finding in free text what should not be there before it is stored.

The checklist is HIPAA's eighteen identifiers (45 CFR 164.514 (b)(2)) and the special categories of the GDPR (art. 9,
and 10 for offences). Numbers are found by their check digits (python-stdnum) and numbering plans (phonenumbers), what
has no check digit by the word it stands beside, special categories by lists of words in English, traditional and
simplified Chinese, German, French and Spanish, all of them always, and beside the lists by a small linear model of the
words and letters of such answers. Nothing leaves the machine. Names without a title before them are not found, and the
person is told so.
"""
