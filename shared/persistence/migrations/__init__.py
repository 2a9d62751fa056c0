"""Schema history of the tables that every service carries: a change of one is a revision here, once for all."""
