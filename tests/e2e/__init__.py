"""The real processes, as people use them."""
