"""Settings, Back end: what systems there are, what they can do, how they are reached."""
