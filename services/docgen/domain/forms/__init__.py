"""One module per form: from facts (facts.py, results.py) and the dossier's JSON to the values its template prints."""
