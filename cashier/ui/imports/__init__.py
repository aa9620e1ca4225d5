"""Importing a list of products: looked at, checked, and only then taken in."""
