"""Schema history of notify."""
