"""Makers of files for the case tables."""
