"""Foreign pictures made ours: decoded within limits, turned upright, and written anew without what nobody asked for.

Runs in the parser's child process, since decoders of pictures have been broken often. Nothing of the original file is
kept but its pixels and the fields of an allow-list: no GPS, no thumbnail, no serial numbers, no odd chunks.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import struct
import zlib
from dataclasses import dataclass, fields
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from wiredesk.core.errors import Unreadable, WiredeskError
from wiredesk.core.formats import mail
from wiredesk.core.pictures import region
from wiredesk.core.pictures.iim import with_records
from wiredesk.core.pictures.inspect import inspect, xmp_of
from wiredesk.core.pictures.metadata import About, packet, source_type, wrapped

MOST_PIXELS = 80_000_000
"""More has no camera that news is taken with; a file of a few kilobytes can claim thousands of millions."""

LONGEST_SIDE = 2560
"""Pixels of what is kept: twice the widest size that a page shows."""

SMALLEST_SIDE = 200
"""Pixels: less is an icon, a counter or a thumbnail."""

KINDS = ("JPEG", "PNG", "GIF", "WEBP")
FORMATS = ("avif", "webp", "jpg")

Point = tuple[float, float]
MIDDLE: Point = (0.5, 0.5)

Image.MAX_IMAGE_PIXELS = None  # ours is checked below, before anything is decoded, and refuses instead of warning


@dataclass(frozen=True, slots=True)
class Cut:
    """One size of a picture: cut to this ratio around a point, and no larger than it is."""

    width: int
    height: int
    focus: Point = MIDDLE


def run(data: bytes, *, do: str, **options: Any) -> dict[str, Any]:
    """Do one task for the process that asks (`adapters.parsing.Pool.work`); bytes are base64 in the answer.

    Args:
        data: A picture, or a mail that has one attached.
        do: "take" (a foreign picture becomes ours) or "size" (ours in one size and format).
        **options: Of `take` or `size`, as plain JSON values.

    Raises:
        Unreadable: It is no picture that we take, or our rules refuse it; says why.
    """
    return take(data, **options) if do == "take" else size(data, **options)


def take(data: bytes, *, part: str = "", name: str = "picture") -> dict[str, Any]:
    """Return a foreign picture as a clean JPEG, with what its own metadata says.

    Args:
        data: The file as it came, or the mail that it came in.
        part: Which attachment of a mail: `cid:…`, or a file's name; empty: the data is the picture.
        name: What to call it in an error.

    Raises:
        Unreadable: Not JPEG, PNG, GIF or WebP; too many pixels, too few; broken.
    """
    if part:
        data = mail.attachment(data, part)
    with _opened(data, name) as image:
        orientation = image.getexif().get(0x0112, 1)
        width, height = image.size if orientation < 5 else image.size[::-1]
        upright = _upright(image, name)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    said = _said(data, name)
    upright.info.clear()  # a comment would be written again from here
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=90, optimize=True)
    body = out.getvalue()
    # Regions count in the file as it is stored, before it is turned.
    point = region.focus(xmp_of(data)) if orientation == 1 else None
    return {
        "picture": _packed(body), "digest": hashlib.sha256(body).hexdigest(),
        "original": hashlib.sha256(data).hexdigest(), "width": width, "height": height,
        "focus": list(point) if point else None, "about": said,
    }  # fmt: skip


def size(
    data: bytes, *, cut: dict[str, Any], form: str, about: dict[str, str], name: str = "picture"
) -> dict[str, Any]:
    """Return one size of a picture of ours, with its metadata inside.

    Args:
        data: What `take` made.
        cut: Fields of `Cut`.
        form: "avif", "webp" or "jpg".
        about: Fields of `About`.
        name: What to call it in an error.
    """
    wanted = Cut(int(cut["width"]), int(cut["height"]), (float(cut["focus"][0]), float(cut["focus"][1])))
    with _opened(data, name) as image:
        made = _cut(image.convert("RGB"), wanted)
        made.info.clear()
    return {"picture": _packed(written(made, form, About(**about)))}


def written(image: Image.Image, form: str, about: About) -> bytes:
    """Return pixels in a format of ours with metadata inside."""
    out = io.BytesIO()
    xmp = wrapped(packet(about))
    if form == "avif":
        # Speed 8 takes a quarter of the time of 6, for files as large (measured on 1600 × 900).
        image.save(out, "AVIF", quality=58, speed=8, xmp=xmp)
    elif form == "webp":
        image.save(out, "WEBP", quality=74, method=4, xmp=xmp)
    else:
        image.save(out, "JPEG", quality=80, progressive=True, optimize=True, xmp=xmp)
        return with_records(out.getvalue(), about)
    return out.getvalue()


def _packed(body: bytes) -> str:
    return base64.b64encode(body).decode("ascii")


@contextlib.contextmanager
def _opened(data: bytes, name: str) -> Any:
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise Unreadable(
                    name, f"has {width} × {height} pixels, and {MOST_PIXELS // 1_000_000} million are the most"
                )
            if min(width, height) < SMALLEST_SIDE:
                raise Unreadable(name, f"has {width} × {height} pixels, which is an icon and no photo")
            yield image
    except UnidentifiedImageError:
        raise Unreadable(name, "is no JPEG, PNG, GIF or WebP picture") from None
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error, IndexError, EOFError):
        raise Unreadable(name, "is damaged: its pixels can't be read") from None


def _upright(image: Image.Image, name: str) -> Image.Image:
    """Decode, turn as the camera was held, bring colours to sRGB, and lay what is transparent on white."""
    if image.format == "JPEG":
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if turned.mode in ("P", "LA", "PA", "RGBA", "RGBa", "La") or "transparency" in turned.info:
        layer = turned.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    if profile and turned.mode in ("RGB", "CMYK", "L"):
        turned = _in_srgb(turned, profile)
    return turned.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a broken profile costs the exact colours and not the picture
    return made if made is not None else image


def _said(data: bytes, name: str) -> dict[str, str]:
    """Return the fields of the allow-list that a file carries."""
    try:
        told = inspect(data, name)
    except WiredeskError:
        return {}
    xmp, iptc = told["xmp"], told["iptc"]
    found = {
        "creator": told["creator"], "credit": told["credit"] or xmp.get("photoshop:Source", "") or iptc.get("source", ""),
        "rights": told["rights"], "caption": told["caption"], "alt": told["alt"],
        "source_type": source_type(told["digital_source_type"]), "terms": xmp.get("xmpRights:UsageTerms", ""),
        "created": xmp.get("photoshop:DateCreated", "")[:40],
    }  # fmt: skip
    known = {each.name for each in fields(About)}
    return {key: " ".join(str(value).split())[:4000] for key, value in found.items() if key in known}


def _cut(image: Image.Image, wanted: Cut) -> Image.Image:
    """Cut to the wanted ratio, with the point as near the middle as the edges allow, then make it smaller."""
    width, height = image.size
    ratio = wanted.width / wanted.height
    across, down = (height * ratio, float(height)) if width / height > ratio else (float(width), width / ratio)
    left = min(max(wanted.focus[0] * width - across / 2, 0.0), width - across)
    top = min(max(wanted.focus[1] * height - down / 2, 0.0), height - down)
    box = (left, top, left + across, top + down)
    return image.resize((wanted.width, wanted.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
