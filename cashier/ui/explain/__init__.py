"""Explain the cent: how an amount came about, step by step."""
