"""Accounts, capacities and logins; no framework, no clock."""
