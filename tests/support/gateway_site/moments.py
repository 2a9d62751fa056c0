"""Moments of the demonstration's year at which tests come in; each is played once."""

FILING = "2026-05-20T10:00:00"
SUMMER = "2026-07-05T10:00:00"
"""Audit and publicity are nearly over; the one to use where any will do."""
AUTUMN = "2026-09-10T10:00:00"
"""Sessions are called, panels drawn."""
RESULTS = "2026-10-20T10:00:00"
WINTER = "2026-12-01T10:00:00"
"""Certificates are out."""
MOMENTS = (FILING, SUMMER, AUTUMN, RESULTS, WINTER)
APPLICANTS = 30
