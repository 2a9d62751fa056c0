"""Forms made from what commands declare: every command has a page, and nobody writes its fields twice."""
