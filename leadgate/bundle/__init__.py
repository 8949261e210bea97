"""What a third party needs to check us without us: checkpoints, proofs of consents, and the auditor's bundle."""
