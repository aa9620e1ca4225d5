"""A scripted sale through the real window, by input events on its widgets, kept as pictures."""
