"""What became of a letter: counted, without a pixel and without following anybody."""
