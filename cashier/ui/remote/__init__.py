"""What is beyond the till: orders that are not sent yet, and the back end's own lists."""
