"""The editor of surveys: making them, changing them question by question, trying, publishing, files, asking back."""
