"""Connections, engines, types, rows and pages, on PostgreSQL and SQLite alike."""
