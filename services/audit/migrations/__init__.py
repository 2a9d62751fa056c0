"""Schema history of the audit service."""
