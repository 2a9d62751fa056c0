"""Deadlines, reminders and messages: who must do what by when, and the word that reaches them in time."""
