"""Tables and repositories of the audit service."""
