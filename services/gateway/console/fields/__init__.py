"""Forms from what services declare: one type of field, made from a JSON Schema and read back from what was typed."""
