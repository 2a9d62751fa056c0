"""The door: HTTP/JSON for portals, a console for people. It decides nothing that a notice rules."""
