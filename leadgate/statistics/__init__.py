"""Statistics: how sure a figure is, which cells would point at somebody, whether two things go together."""
