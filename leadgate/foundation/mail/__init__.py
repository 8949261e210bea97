"""Mail: asked for by name and ids, written when it leaves, and kept where nobody sends any."""
