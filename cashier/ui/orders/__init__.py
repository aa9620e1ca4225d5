"""Orders: the list, one order looked at, and giving goods back."""
