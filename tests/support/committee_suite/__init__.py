"""The committee service over a real store, without bus: what both databases must do alike."""
