"""From one receipt value to paper: layout, plain text, PDF and preview; importing it is light."""
