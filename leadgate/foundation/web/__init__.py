"""The edge: requests, forms, headers, and the pages every site has."""
