"""The events of a year, written down as they leave, and told again in another order."""
