"""What the declaration service must do, whatever database and door it is reached through."""
