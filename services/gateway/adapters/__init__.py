"""What lies behind the door: the services on the bus, and who vouches for people."""
