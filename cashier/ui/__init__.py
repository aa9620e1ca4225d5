"""The window: Qt widgets, models and presenters; it receives operations and never an adapter."""
