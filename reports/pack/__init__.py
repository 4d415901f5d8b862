"""What does a board read before it meets? The pack of a meeting, from the facts of a day.

Trustees see roles: nothing in an open pack names a person. What does is a part of its own.
"""

from reports.pack.board import board_pack
from reports.pack.write import write_confidential, write_pack

__all__ = ["board_pack", "write_confidential", "write_pack"]
