"""What the services have in common: the kernel, the wire contracts and the technical base."""
