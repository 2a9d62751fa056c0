"""The rules of tiered audit; plain Python that knows no clock, store or framework."""
