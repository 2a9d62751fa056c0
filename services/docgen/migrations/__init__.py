"""Schema history of docgen."""
