"""The five services; each owns its data and is deployed on its own."""
