"""Cashier: a counter till that keeps its own books."""

__version__ = "0.1.0"
