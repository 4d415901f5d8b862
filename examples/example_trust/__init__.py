"""What does the example trust write down? Every sheet of its workbook, as tables drawn in text.

Verulam Schools Trust, its schools, its people and its figures are invented. The tables are laid out to be right on
22 November 2026; run on a later day, more of what the trust owes will have become late.
"""
