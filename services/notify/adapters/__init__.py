"""Channels beside the in-system inbox."""
