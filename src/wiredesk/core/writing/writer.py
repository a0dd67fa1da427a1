"""What a writer is: whoever turns the items of a story and its ledger into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from wiredesk.core.model import Draft, Item, Ledger


@runtime_checkable
class Writer(Protocol):
    """Extractive or a model; the desk does not know which."""

    def write(self, items: Sequence[Item], ledger: Ledger) -> Draft:
        """Return a draft in which every sentence names what it stands on.

        Args:
            items: The items of one story, usable versions only, in any order.
            ledger: Who says what in them, who denies it.

        Returns:
            The draft; empty parts where the items hold nothing for them.
        """
        ...
