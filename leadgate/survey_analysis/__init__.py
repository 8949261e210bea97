"""What answers say: figures, intervals, what is hidden because it would point at somebody.

`report` and all it needs is imported where it works, by the workers: the libraries behind it weigh more than a web
process should carry.
"""
