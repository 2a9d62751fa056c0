"""What the committee service does, one file per topic: load, let the domain decide, save, record."""
