"""Understanding: how far visits to assets got within some days, compared with those before, and whence they came."""
