"""Leads brought along from elsewhere: nobody without proof that they agreed, nobody who asked not to be written to."""
