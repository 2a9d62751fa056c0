"""Schema history of the example."""
