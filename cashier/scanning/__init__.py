"""Reading codes that hold more than a number, through a library of their own."""
