"""Below the database everybody uses: tables, statements worked out once, writes that wait, how a server is reached."""
