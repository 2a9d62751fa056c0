"""Schema history of the declaration service."""
