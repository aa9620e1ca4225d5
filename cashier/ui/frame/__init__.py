"""The frame around the pages: rail, status strip, banners, toasts, and who does the waiting."""
