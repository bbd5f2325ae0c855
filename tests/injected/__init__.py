"""Errors put into documents on purpose, to measure what the checks see of them.

`errors` changes one figure of a text, or one row; `documents` gives the texts; `trials` runs a document
through reading and checking before and after a change and says what became of it.
"""
