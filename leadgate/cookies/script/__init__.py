"""The script that other sites load: its source, its style, and what is filled into it for one site."""
