"""What gates say: which words of their pages and letters owners may put in words of their own, and looks at them."""
