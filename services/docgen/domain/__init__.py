"""Pure rules of documents: kinds, the life of a document job, and what each form is filled with."""
