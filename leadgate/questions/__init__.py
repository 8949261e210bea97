"""Questions: a question is a question wherever it is asked; its kinds, its fields, its sealed answers."""
