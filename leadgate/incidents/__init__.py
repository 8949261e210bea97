"""Being ready for a breach: rules that notice, a register with the 72-hour clock, who is affected, and the letters.

What is noticed are alerts; what people conclude from them are incidents (GDPR art. 33 and 34). The people concerned are
computed from the signed log of looks, so nobody has to guess, and nobody has to search.
"""
