"""The auditor's bundle: what a third party needs to check us, without us."""
