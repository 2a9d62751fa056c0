"""Accounts and logins in the database."""
