"""Servers that letters are sent to, real ones on this machine, and the service that sends them."""
