"""What does a board read before it meets? The pack of a meeting, from the facts of a day.

Trustees see roles: nothing in a pack names a person.
"""

from reports.pack.board import board_pack
from reports.pack.write import write_pack

__all__ = ["board_pack", "write_pack"]
