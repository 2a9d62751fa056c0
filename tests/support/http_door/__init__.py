"""The door over HTTP: a client for every method, a site to call, a stand-in for the services."""
