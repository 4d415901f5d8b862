"""The rules, one file an area; the catalogue lists them all."""
