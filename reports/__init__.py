"""How are the answers put? The words and, in time, the documents that a board is given."""
