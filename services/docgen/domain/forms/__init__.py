"""One module per form: from contracts' records, and from what docgen knows, to the values its template prints."""
