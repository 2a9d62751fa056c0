"""Measurements of the house, each a module with a `main`; figures go to `var/bench/`, a table to stdout."""
