"""The till's own store: ledger, journal and catalogue in embedded SQLite databases."""
