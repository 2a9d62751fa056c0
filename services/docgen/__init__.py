"""Documents: every form of the suite, rendered from templates that staff edit in Word and Excel."""
