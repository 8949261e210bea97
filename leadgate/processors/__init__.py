"""The register of processors: who outside was given data and is told of erasures, kept in the studio and by command."""
