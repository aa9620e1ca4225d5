"""The card of one product: looked at, changed, added, taken off sale."""
