"""The tables and the adapters of the ports on them."""
