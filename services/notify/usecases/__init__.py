"""What notify does: keep the register up to date from events, remind, and show people their messages."""
