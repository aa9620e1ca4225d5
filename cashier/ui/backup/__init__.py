"""Backups: made now or every day, found again, and gone back to."""
