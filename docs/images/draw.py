"""Draws a terminal as SVG: `draw.py COMMAND <OUTPUT >PICTURE`. Knows the colour sequences of one program, ours."""

import re
import sys
from html import escape

CELL = 8.4  # width of a character of the font size below
LINE = 20
SIZE = 14
MARGIN = 20
BAR = 38
COLUMNS = 100
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
TEXT, PAPER, FRAME, FAINT = "#d5dbe5", "#171b24", "#2b3240", "#7d879a"
COLORS = {
    30: "#5c6577", 31: "#ff7b85", 32: "#8fd18a", 33: "#f2c36b", 34: "#7db4ff", 35: "#d29bff", 36: "#67d3d9", 37: TEXT,
}
SEQUENCE = re.compile("\x1b\\[([0-9;]*)m")


class Pen:
    """What the sequences so far say of the next characters."""

    def __init__(self):
        self.color, self.bold, self.faint = TEXT, False, False

    def take(self, codes):
        codes = [int(code or 0) for code in codes.split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code == 1:
                self.bold = True
            elif code == 2:
                self.faint = True
            elif code == 22:
                self.bold = self.faint = False
            elif code == 39:
                self.color = TEXT
            elif code == 38 and codes[:1] == [5]:
                self.color = COLORS.get(codes[1] % 8 + 30, TEXT)
                del codes[:2]
            elif code in COLORS or code - 60 in COLORS:
                self.color = COLORS[code if code in COLORS else code - 60]

    def style(self):
        color = FAINT if self.faint else self.color
        return f'fill="{color}"' + (' font-weight="bold"' if self.bold else "")


def runs(line, pen):
    """Texts of one look in a line, each with its column."""
    column = 0
    parts = SEQUENCE.split(line)
    for index, part in enumerate(parts):
        if index % 2:
            pen.take(part)
        elif part:
            yield column, part, pen.style()
            column += len(part)


def drawn(line, y, pen):
    for column, text, style in runs(line, pen):
        bare = text.strip()
        if not bare:
            continue
        start = MARGIN + (column + len(text) - len(text.lstrip())) * CELL
        # The length is said so that columns stay columns in any font.
        yield (
            f'<text x="{start:.1f}" y="{y}" textLength="{len(bare) * CELL:.1f}" lengthAdjust="spacingAndGlyphs" '
            f'xml:space="preserve" {style}>{escape(bare, quote=False)}</text>'
        )


def wrapped(line):
    """A line as the terminal breaks it, at spaces."""
    while len(SEQUENCE.sub("", line)) > COLUMNS:
        seen, cut = 0, None
        for match in re.finditer("\x1b\\[[0-9;]*m|.", line):
            seen += not match.group().startswith("\x1b")
            if match.group() == " " and seen <= COLUMNS:
                cut = match.start()
        if not cut:
            break
        yield line[:cut]
        line = line[cut + 1:]
    yield line


def picture(command, output):
    prompt = f"\x1b[32;1m$\x1b[0m \x1b[1m{command}\x1b[0m"
    lines = [prompt] + [part for line in output.rstrip("\n").split("\n") for part in wrapped(line)]
    width = round(COLUMNS * CELL + 2 * MARGIN)
    height = BAR + len(lines) * LINE + MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{FONT}" font-size="{SIZE}" role="img" aria-label="{escape(SEQUENCE.sub("", lines[1]))}">'
    )
    yield f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="10" fill="{PAPER}" stroke="{FRAME}"/>'
    for index, color in enumerate(["#ff5f57", "#febc2e", "#28c840"]):
        yield f'<circle cx="{MARGIN + 4 + index * 20}" cy="20" r="6" fill="{color}"/>'
    pen = Pen()
    for number, line in enumerate(lines):
        yield from drawn(line, BAR + (number + 1) * LINE - 4, pen)
    yield "</svg>"


if __name__ == "__main__":
    print("\n".join(picture(sys.argv[1], sys.stdin.read())))
