"""Work that is done after an act: rows that wait, walks over many people, and what carries the hint to the workers."""
