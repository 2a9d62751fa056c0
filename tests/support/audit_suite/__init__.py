"""The audit service's suite: the same tests on SQLite and PostgreSQL."""
