"""The systems behind the till: each speaks one dialect; the only package that imports httpx."""
