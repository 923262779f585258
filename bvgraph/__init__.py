"""A document-linked knowledge graph of council improvement plans."""

__version__ = "0.1.0"
