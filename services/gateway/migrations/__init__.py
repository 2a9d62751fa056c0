"""Revisions of the door's database."""
