"""Rules of review committees; plain Python."""
