"""How does a document become a file? One writer a format; none of them reckons anything."""
