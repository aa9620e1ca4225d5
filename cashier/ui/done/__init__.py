"""Done: the change, what became of the sale, and its receipt."""
