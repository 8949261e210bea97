"""Standing: opt-outs and restrictions, which hold until whoever asked ends them, also of an address nobody has."""
