"""Tables and repositories of the committee service."""
