"""Verification: proof that somebody reads a mailbox, written once for whatever asks for it.

A room declares a `Kind` (what its letters are called, how long its links last, what happens once it is proven) and
starts a verification of that kind; link, six digits, guardian, resend, reminder and "this wasn't me" are the same for
all. See `types.Kind` for what a kind can say.
"""
