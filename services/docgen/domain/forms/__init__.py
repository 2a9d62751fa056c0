"""One module per form: from recorded facts (JSON shapes of the contracts) to the values its template prints."""
