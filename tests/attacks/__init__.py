"""What somebody who means harm would try, on the real server."""
