"""The goods on Sell: search, categories and the grid of tiles."""
