"""Settings: one section each, saved as a whole or not at all."""
