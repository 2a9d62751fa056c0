"""What the tests of docgen share: facts of the other services, and the service behind its door or on a bus."""
