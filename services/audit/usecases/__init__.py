"""One file per topic: load, let the domain decide, save, record events; one transaction each."""
