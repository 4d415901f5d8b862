"""Where do the facts live? The database: one way to read it (:mod:`load`) and one way to write it (:mod:`write`)."""
