"""What the door does by itself: signing in, logins, accounts with their capacities, portals' accounts."""
