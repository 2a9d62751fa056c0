"""A service with one table: the least that a service's store and migrations consist of."""
