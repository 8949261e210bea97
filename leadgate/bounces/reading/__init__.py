"""Reading a returned message: a hostile text from outside, of which only what the standards name is believed."""
