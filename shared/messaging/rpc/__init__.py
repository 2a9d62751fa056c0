"""Calls: entry points, the pipeline of a call, schemas, limits, the client."""
