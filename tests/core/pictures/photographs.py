"""Photos for tests, made here: a picture whose corners tell its way up, with the metadata that a camera and a desk leave."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from wiredesk.core.pictures.iim import with_records
from wiredesk.core.pictures.metadata import DIGITAL_CAPTURE, About, packet, wrapped

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 160, 60), (40, 60, 200), (120, 120, 120)

SAID = About(
    creator="Ada Lens",
    credit="Harbour News",
    rights="© 2025 Harbour News",
    source_type=DIGITAL_CAPTURE,
    caption="Trams stand in a depot in the north of Bergen.",
    alt="Three blue trams side by side in a brick hall.",
    terms="For editorial use by subscribers.",
    created="2025-04-26T09:30:00+02:00",
)


def pixels(width: int = 1600, height: int = 1000) -> Image.Image:
    """Return a grey picture with a red corner at the top left and a green one at the bottom right."""
    image = Image.new("RGB", (width, height), GREY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 4, height // 4), fill=RED)
    draw.rectangle((width - width // 4, height - height // 4, width, height), fill=GREEN)
    return image


def jpeg(
    width: int = 1600, height: int = 1000, *, about: About | None = SAID, xmp: bytes = b"", orientation: int = 1
) -> bytes:
    """Return a JPEG with EXIF (place, camera's number, thumbnail's tag), IIM and XMP."""
    image = pixels(width, height)
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret Camera"
    exif[0xA431] = "serial-4711"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (60.0, 23.0, 0.0), "E", (5.0, 19.0, 0.0)
    out = io.BytesIO()
    image.save(
        out, "JPEG", quality=92, exif=exif, xmp=xmp or (wrapped(packet(about)) if about else b""), comment=b"odd"
    )
    return with_records(out.getvalue(), about) if about else out.getvalue()
