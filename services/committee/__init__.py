"""Committees, expert pool, draw, sessions, secret ballot, results and certificates."""
