"""What the door does by itself: logins and accounts."""
