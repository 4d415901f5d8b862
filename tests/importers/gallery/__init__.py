"""Which hostile and odd files must the importer stand? Every family of them, made on the fly, each with its verdict.

A case says, beside what makes it, what the importer must do with it: refuse the file with these words, or store
exactly these rows. Nothing here is read from disk, and nothing is random that is not seeded.
"""
