"""What owners may say in words of their own: what there is, how it is checked, and the one look-up of it."""
