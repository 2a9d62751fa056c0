"""The rules of declaring: plain Python, no I/O, no clock, no framework."""
