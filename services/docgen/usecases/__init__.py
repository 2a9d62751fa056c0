"""What docgen does, one file per topic, each step in one transaction."""
