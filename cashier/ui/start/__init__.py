"""The first start: three steps from nothing to the first sale."""
