"""A service as a process: its containers, its periodic work, the runner."""
