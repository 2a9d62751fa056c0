"""Tables and repositories of the declaration service."""
