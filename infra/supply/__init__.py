"""What the suite is made of: the bill of materials of an image, and the locked packages against known advisories."""
