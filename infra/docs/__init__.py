"""What is written from the code, so that papers cannot lag: `make docs` writes it, a test holds it."""
