"""Which pages are there? All of them, by hand, in the order of the menu; Home comes before them."""

from admin.pages import TrustopsView

VIEWS: tuple[type[TrustopsView], ...] = ()
