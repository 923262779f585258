"""Text in, records out."""
