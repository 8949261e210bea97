"""A witness: cosigns the checkpoints of logs elsewhere, once it has checked that they only grew (C2SP tlog-witness)."""
