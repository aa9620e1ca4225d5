"""Sell: the sale in progress, its cart and keypad, and the sales set aside."""
