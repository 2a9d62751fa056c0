"""Schema history of the committee service."""
