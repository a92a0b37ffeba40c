"""A notice-board poster, A4, with the QR code of an invite."""

import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import segno
from fpdf import FPDF

from flows.engine.texts import Texts

Colour = tuple[int, int, int]

WIDTH, EDGE = 210.0, 16.0
"""Millimetres."""
INK: Colour = (28, 37, 48)
SOFT: Colour = (88, 98, 110)
PAPER: Colour = (255, 255, 255)
AMBER: Colour = (255, 196, 61)
TOP = 108.0
BUBBLE = 24.0
POINT = 25.4 / 72
LEADING = 1.18
SMALLEST = 7
"""Points; smaller letters are for nobody."""
CODE = 84.0
FONT = "helvetica"

PLAIN_SIGNS = str.maketrans("’‘“”–—Łłđı", "''\"\"--Lldi", "")
"""Signs that have a plain sister, which taking off an accent does not find."""


@dataclass(frozen=True)
class Look:
    """The colours of a poster: two posters on one board are told apart from afar."""

    deep: Colour
    pale: Colour


LOOKS = {
    "staff": Look(deep=(11, 79, 88), pale=(226, 242, 241)),
    "family": Look(deep=(92, 45, 101), pale=(243, 234, 245)),
}


def write_poster(path: Path, *, link: str, service: str, role: str) -> None:
    """Writes the poster for a role ("staff" or "family") in a service. Raises `OSError`."""
    sheet = _Sheet(LOOKS[role])
    texts = Texts()
    sheet.draw_head(service, texts.label(f"poster-headline-{role}"), texts.label(f"poster-lead-{role}"))
    sheet.draw_code(link)
    sheet.draw_steps([texts.label(f"poster-step-{number}") for number in (1, 2, 3)])
    sheet.draw_promises([texts.label(f"poster-promise-{number}-{role}") for number in (1, 2, 3)])
    sheet.draw_danger(texts.label("poster-danger"), texts.label("poster-not-an-alarm"))
    sheet.draw_foot(texts.label("poster-no-phone"), texts.label("poster-link"), link)
    path.write_bytes(sheet.finished())


def latin(text: str) -> str:
    """The text in the letters that every PDF reader has; an accent it lacks is left off its letter."""
    text = text.translate(PLAIN_SIGNS)
    known = (letter if _is_latin(letter) else _bare(letter) for letter in text)
    return "".join(known)


def _is_latin(letter: str) -> bool:
    return ord(letter) < 256


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if _is_latin(part)) or "?"


class _Sheet:
    def __init__(self, look: Look) -> None:
        self._look = look
        self._pdf = FPDF(format="A4", unit="mm")
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(0)
        self._pdf.add_page()

    def finished(self) -> bytes:
        out = io.BytesIO()
        self._pdf.output(out)
        return out.getvalue()

    def draw_head(self, service: str, headline: str, lead: str) -> None:
        self._box(0, 0, WIDTH, TOP, self._look.deep)
        self._bubble(WIDTH - EDGE - BUBBLE, 13)
        inside = WIDTH - 2 * EDGE
        self._write(service, EDGE, 11, inside - BUBBLE - 8, size=20, colour=self._look.pale, most_lines=2)
        lines, _ = self._fit(headline, inside, size=64, bold=True, most_lines=2)
        # A headline of one line leaves room: it moves down, so that nothing hangs at the top.
        top, size = (30, 58) if lines > 1 else (40, 64)
        end = self._write(headline, EDGE, top, inside, size=size, colour=PAPER, bold=True, most_lines=2)
        self._write(lead, EDGE, end + 4, inside, size=23, colour=PAPER, most_lines=2)

    def draw_code(self, link: str) -> None:
        """As rectangles, not as a picture: it stays sharp at any size."""
        left, top = EDGE, TOP + 14
        self._box(left - 4, top - 4, CODE + 8, CODE + 8, self._look.pale, round_corner=6)
        self._box(left, top, CODE, CODE, PAPER, round_corner=3)
        rows = [list(row) for row in segno.make_qr(link, error="m").matrix_iter(scale=1, border=2)]
        dot = CODE / len(rows)
        self._pdf.set_fill_color(*INK)
        for line, row in enumerate(rows):
            column = 0
            while column < len(row):
                run = column
                while run < len(row) and row[run]:
                    run += 1
                if run > column:
                    # One rectangle a run: between two there would be a hair of white on some printers.
                    self._pdf.rect(
                        left + column * dot, top + line * dot, (run - column) * dot, dot * 1.01, "F"
                    )
                column = run + 1

    def draw_steps(self, steps: list[str]) -> None:
        left, top = EDGE + CODE + 14, TOP + 12
        for number, step in enumerate(steps, start=1):
            y = top + (number - 1) * 30
            self._pdf.set_fill_color(*self._look.deep)
            self._pdf.ellipse(left, y, 14, 14, "F")
            self._write(str(number), left, y + 2.4, 14, size=26, colour=PAPER, bold=True, centred=True)
            self._write(step, left + 19, y + 0.4, WIDTH - EDGE - left - 19, size=19, colour=INK, most_lines=3)

    def draw_promises(self, promises: list[str]) -> None:
        top = TOP + CODE + 26
        wide = (WIDTH - 2 * EDGE) / len(promises)
        for number, promise in enumerate(promises):
            left = EDGE + number * wide
            self._tick(left, top + 1.5)
            self._write(promise, left + 10, top, wide - 13, size=16, colour=INK, bold=True, most_lines=3)

    def draw_danger(self, danger: str, more: str) -> None:
        top = TOP + CODE + 53
        self._box(EDGE - 4, top, WIDTH - 2 * EDGE + 8, 23, AMBER, round_corner=5)
        inside = WIDTH - 2 * EDGE - 8
        self._write(
            danger, EDGE + 4, top + 2.8, inside, size=26, colour=INK, bold=True, most_lines=1, centred=True
        )
        self._write(more, EDGE + 4, top + 14.2, inside, size=15, colour=INK, most_lines=1, centred=True)

    def draw_foot(self, no_phone: str, hint: str, link: str) -> None:
        inside = WIDTH - 2 * EDGE
        self._write(no_phone, EDGE, 273, inside, size=14, colour=INK, most_lines=1, centred=True)
        words = f"{hint} {link}"
        self._write(words, EDGE, 282, inside, size=10, colour=SOFT, most_lines=2, centred=True)

    def _box(
        self, x: float, y: float, width: float, height: float, colour: Colour, round_corner: float = 0
    ) -> None:
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(x, y, width, height, "F", bool(round_corner), round_corner)

    def _bubble(self, x: float, y: float) -> None:
        """A speech bubble with three dots: somebody is talking."""
        self._box(x, y, BUBBLE, BUBBLE * 0.66, self._look.pale, round_corner=4)
        foot = y + BUBBLE * 0.6
        self._pdf.polygon([(x + 5, foot), (x + 13, foot), (x + 4, foot + 7)], style="F")
        self._pdf.set_fill_color(*self._look.deep)
        for number in range(3):
            self._pdf.ellipse(x + 4.6 + number * 6, y + BUBBLE * 0.33 - 1.6, 3.2, 3.2, "F")

    def _tick(self, x: float, y: float) -> None:
        self._pdf.set_draw_color(*self._look.deep)
        self._pdf.set_line_width(1.6)
        self._pdf.polyline([(x, y + 2.6), (x + 2.4, y + 5), (x + 7, y)])

    def _write(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        *,
        size: float,
        colour: Colour,
        bold: bool = False,
        centred: bool = False,
        most_lines: int = 2,
    ) -> float:
        """Writes as large as fits into so many lines, at most `size` points. Returns where it ends."""
        self._pdf.set_text_color(*colour)
        lines, height = self._fit(text, width, size=size, bold=bold, most_lines=most_lines)
        self._pdf.set_xy(x, y)
        self._pdf.multi_cell(width, height, latin(text), align="C" if centred else "L")
        return y + lines * height

    def _fit(
        self, text: str, width: float, *, size: float, bold: bool = False, most_lines: int
    ) -> tuple[int, float]:
        """Chooses the largest letters that fit. Returns the number of lines and the height of one."""
        while True:
            self._pdf.set_font(FONT, "B" if bold else "", size)
            height = size * POINT * LEADING
            lines = self._pdf.multi_cell(width, height, latin(text), dry_run=True, output="LINES")
            assert isinstance(lines, list)
            if len(lines) <= most_lines or size <= SMALLEST:
                return len(lines), height
            size -= 1
