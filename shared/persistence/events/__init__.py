"""Outbox, inbox, idempotency keys, dead letters: the tables that make events and calls happen once."""
