"""Records in, RDF out."""
