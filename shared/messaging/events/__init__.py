"""Events in: the envelope, the topology, one delivery from the queue to its settlement."""
