"""Accounts, passwords, logins, grants and portals' scopes; no framework, no clock."""
