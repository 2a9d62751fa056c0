"""One file per topic: load, let the domain decide, save, record events; each call is one transaction."""
