"""The demonstration's scenario as a child process, so that a test can play it on any stack, and against accidents."""
