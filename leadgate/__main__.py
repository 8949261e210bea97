"""`python -m leadgate`"""

from leadgate.cli import main

main(prog_name="leadgate")
