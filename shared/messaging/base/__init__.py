"""What every role on the bus stands on: settings, connections, queues, retries, the fault log."""
