"""Tables and repositories of notify."""
