"""What surrounds the services: the command line, the dev stack, manifests, the demo and the benchmarks."""
