"""The year in acts: each does, through RPC alone, what its people would do on a given day."""
