"""Files that are whole or not there: written beside, flushed to the disk, renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put(file: Path, body: bytes, *, mode: int = 0o600) -> None:
    """Write a file and the folders above it; who reads it sees the old one or the new one, and never a part.

    Args:
        file: Where it stands.
        body: All of it.
        mode: Who may read it.

    Raises:
        OSError: The disk does not take it; then nothing is changed.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
