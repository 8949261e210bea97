"""The consent ledger: what happened, append-only, sealed in batches, provable to anybody."""
