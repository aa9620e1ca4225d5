"""What a cashier does, one file per thing; asynchronous, talking to ports only."""
