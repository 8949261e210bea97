"""Rights: receiving, verifying and answering privacy requests, in the time the law gives."""
