"""The house: what rooms declare, assembled and refused while it is unfinished."""
