"""What browsers get that comes from npm: locked, copied into the checkout, never loaded from outside."""
