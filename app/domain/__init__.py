"""The rules of curation: pure Python, no Qt, no SQL, no files."""
