"""Somebody who means harm, or cannot spell: every RPC method called wrongly at the moment when it would be right."""
