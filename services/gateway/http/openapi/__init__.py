"""The description of the interface (OpenAPI 3.1), made from the table of operations and the methods' catalogue."""
