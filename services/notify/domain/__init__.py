"""Deadlines, their reminders and the messages made of them; plain values without time or storage of their own."""
