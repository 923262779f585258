"""One reader for each file format: bytes -> an extracted text in which every line and cell knows its place."""
