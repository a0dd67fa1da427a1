"""`wiredesk picture`: a map or card for a story, and what an image says about its making."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from wiredesk.core import claims, pictures, writing
from wiredesk.core.commands import inputs
from wiredesk.core.errors import WiredeskError
from wiredesk.core.model import Item

SHAPES = {"16:9": pictures.WIDE, "4:3": (1200, 900), "1:1": pictures.SQUARE}


@click.command(name="picture", epilog="Example:  wiredesk picture moscow.json kyiv.json -o map.png")
@click.argument("paths", nargs=-1, type=inputs.PATHS, metavar="FILE...")
@click.option("-o", "--output", default="", metavar="OUT", help="A .png or .svg file; without it, SVG is printed.")
@click.option("--shape", type=click.Choice(list(SHAPES)), default="16:9", show_default=True, help="Width to height.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--text", "plain", is_flag=True, help="The files are plain text.")
@click.option("--inspect", "image", type=click.Path(exists=True, dir_okay=False), help="Say what IMAGE says of itself.")
def command(paths: tuple[str, ...], output: str, shape: str, dark: bool, plain: bool, image: str | None) -> None:
    """Make a locator map or a card for the items of one story, with its metadata inside.

    With --inspect IMAGE, print instead what a PNG, JPEG, WebP or SVG says about its making, as JSON.
    """
    if image is not None:
        _inspect(image)
    elif not paths:
        raise click.UsageError("give the items of a story, or --inspect IMAGE.")
    elif Path(output).suffix.lower() not in ("", ".png", ".svg") or (output and not Path(output).suffix):
        raise click.UsageError(f"{output!r} is neither a .png nor a .svg file.")
    else:
        _make(paths, output, SHAPES[shape], (dark, plain))


def _inspect(image: str) -> None:
    try:
        told = pictures.inspect(Path(image).read_bytes(), image)
    except WiredeskError as error:
        inputs.report(error)
        sys.exit(1)
    click.echo(json.dumps(told, ensure_ascii=False))


def _make(paths: tuple[str, ...], output: str, size: pictures.Size, flags: tuple[bool, bool]) -> None:
    dark, plain = flags
    failures: list[WiredeskError] = []
    items = list(inputs.items(paths, text=plain, failed=failures.append))
    for failure in failures:
        inputs.report(failure)
    if items:
        try:
            _write(items, output, size, dark)
        except WiredeskError as error:
            inputs.report(error)
            sys.exit(1)
    if failures or not items:
        sys.exit(1)


def _write(items: list[Item], output: str, size: pictures.Size, dark: bool) -> None:
    ledger = claims.ledger(items)
    without_photos = [replace(each, media=()) for each in items]  # this command draws; it fetches nothing
    picture = pictures.choose(without_photos, ledger, writing.extract(items, ledger), size=size, dark=dark)
    if not output:
        click.echo(picture.svg)
        return
    data = pictures.png(picture.svg) if output.lower().endswith(".png") else picture.svg.encode()
    Path(output).write_bytes(data)
    told = {
        "file": output,
        "kind": picture.kind,
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "reason": picture.reason,
        "digital_source_type": picture.source_type,
    }
    click.echo(json.dumps(told, ensure_ascii=False))
