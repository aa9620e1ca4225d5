"""The scanner: its keys told from typing, its codes in their turn, and the tester in Settings."""
