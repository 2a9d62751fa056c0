"""How the shipped templates were laid out; `python -m infra.templates` writes them anew.

Staff edit the files in `templates/` in Word and Excel and need none of this. It stays because the
shipped set is easier to review here, as text, than inside .docx files.
After an edit in Word the file in `templates/` is what counts.
"""
