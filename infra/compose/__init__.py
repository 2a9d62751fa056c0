"""What the compose file mounts and is made from the code."""
