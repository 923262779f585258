"""A graph and a question in, answers out."""
