"""Audit: organisations, routes, stages, decisions, one-time notices and publicity before the committee."""
