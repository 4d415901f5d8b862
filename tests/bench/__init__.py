"""How fast is it? Ratios against a named floor in the same run, on the same machine: `make bench` prints them."""
