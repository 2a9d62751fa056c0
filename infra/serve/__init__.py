"""The site that visitors look at: the embedded stack on the demonstration's data, with its door open."""
