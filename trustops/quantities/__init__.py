"""What are the figures made of? Pounds and exact splits, school years, and the arithmetic shown to a reader.

Nothing here knows what a trust is; everything else is built on it, with the standard library alone.
"""
