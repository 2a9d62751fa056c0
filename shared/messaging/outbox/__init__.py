"""Events out: the relay from the outbox table to the broker."""
