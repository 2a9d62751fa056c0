"""What operators do to a running bus: drain it, add a consumer to a stream."""
