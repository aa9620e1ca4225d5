"""Pay: what is due, the tenders taken, and the order posted once."""
