"""The doctor: tries each thing an installation stands on, and says what is wrong and how to mend it."""
