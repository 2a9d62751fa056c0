"""Adapters of the committee service to file formats."""
