"""Makes a Word file of a letter or list; LibreOffice and Word open it, and it can be changed there."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "Liberation Sans"
TEXT_POINTS = 12.0
INK = (0x1F, 0x3A, 0x4D)
GREY = (0x59, 0x59, 0x59)
EDGES_CM = 2.2
NARROWEST, WIDEST = 6, 34
"""Characters by which the columns of a table share the page."""
CHARACTER, EDGES = 5.7 * 12700, 12 * 12700
"""The width of a character of a table, and of the edges of a cell."""


def make_docx(content: dict[str, Any]) -> bytes:
    """The bytes of a .docx; `content` is that of flows/engine/documents.py."""
    # Only where a letter is written: the library is large.
    from docx import Document as new_document

    document = new_document()
    _set_page(document, wide=content["wide"])
    _write_head(document, content)
    for part in content["parts"]:
        _WRITERS[part[0]](document, *part[1:])
    _write_foot(document, content["foot"])
    document.core_properties.title = content["name"]
    document.core_properties.author = content["provider"]
    document.core_properties.comments = ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: "Document", *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    sides = (Cm(21.0), Cm(29.7))
    section.page_width, section.page_height = (sides[1], sides[0]) if wide else sides
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(EDGES_CM)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.font.size = Pt(10 if wide else TEXT_POINTS)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.15


def _write_head(document: "Document", content: dict[str, Any]) -> None:
    """The letterhead: whose it is, a rule below, then date and reference."""
    from docx.shared import Pt

    head = document.add_paragraph()
    head.paragraph_format.space_after = Pt(0)
    _run(head, content["provider"], size=18, bold=True, color=INK)
    below = document.add_paragraph()
    below.paragraph_format.space_after = Pt(14)
    _run(below, content["service"], size=TEXT_POINTS, color=GREY)
    _rule_below(below)
    for line in (content["date"], content["reference"]):
        if line:
            paragraph = document.add_paragraph(line)
            paragraph.paragraph_format.space_after = Pt(0)
    if content["date"] or content["reference"]:
        document.paragraphs[-1].paragraph_format.space_after = Pt(14)


def _write_heading(document: "Document", words: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, words, size=TEXT_POINTS + 1.5, bold=True, color=INK)


def _write_text(document: "Document", words: str) -> None:
    document.add_paragraph(words)


def _write_point(document: "Document", words: str) -> None:
    from docx.shared import Pt

    document.add_paragraph(words, style="List Bullet").paragraph_format.space_after = Pt(3)


def _write_fact(document: "Document", label: str, words: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    _run(paragraph, f"{label}: ", bold=True)
    _run(paragraph, words)


def _write_blank(document: "Document", label: str) -> None:
    """A line to write on, with what belongs there, if that is not clear."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(6)
    if label:
        _run(paragraph, f"{label}: ", bold=True)
    _line_to_write_on(paragraph)


def _write_sign(document: "Document", words: str, name: str, role: str) -> None:
    from docx.shared import Pt

    closing = document.add_paragraph(words)
    closing.paragraph_format.space_before = Pt(10)
    closing.paragraph_format.keep_with_next = True
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(30)
    line.paragraph_format.space_after = Pt(2)
    line.paragraph_format.keep_with_next = True
    _line_to_write_on(line, 7.5)
    signed = document.add_paragraph()
    signed.paragraph_format.space_after = Pt(0)
    signed.paragraph_format.keep_with_next = True
    _run(signed, name, bold=True)
    document.add_paragraph(role)


def _write_table(document: "Document", headings: list[str], rows: list[list[str]]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    section = document.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = _column_widths(headings, rows, room)
    table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        _run(cell.paragraphs[0], words, bold=True, color=INK)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EEF2")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        added = table.add_row()
        whole = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for cell, words in zip(added.cells, row, strict=True):
            cell.paragraphs[0].add_run(words)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row_ in table.rows:
        for cell, width in zip(row_.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph()


def _column_widths(headings: list[str], rows: list[list[str]], room: int) -> list[int]:
    """The page shared out by what stands in the columns; words stay whole where there is room."""
    columns = list(zip(headings, *rows, strict=True))
    words = [max(len(word) for cell in column for word in (*cell.split(), "")) for column in columns]
    least = [max(length, NARROWEST) * CHARACTER + EDGES for length in words]
    longest = [min(max(map(len, column)), WIDEST) * CHARACTER + EDGES for column in columns]
    wanted = [max(whole - floor, 0) for whole, floor in zip(longest, least, strict=True)]
    left = room - sum(least)
    if left <= 0 or not sum(wanted):
        return [int(room * floor / sum(least)) for floor in least]
    return [int(floor + left * more / sum(wanted)) for floor, more in zip(least, wanted, strict=True)]


_WRITERS: dict[str, Any] = {
    "heading": _write_heading,
    "text": _write_text,
    "point": _write_point,
    "fact": _write_fact,
    "blank": _write_blank,
    "sign": _write_sign,
    "table": _write_table,
}


def _write_foot(document: "Document", words: str) -> None:
    if words:
        paragraph = document.sections[0].footer.paragraphs[0]
        _run(paragraph, words, size=8.5, color=GREY)


def _run(
    paragraph: "Paragraph",
    words: str,
    *,
    size: float | None = None,
    bold: bool = False,
    color: tuple[int, int, int] | None = None,
) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(words)
    run.bold = bold
    if size is not None:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = RGBColor(*color)


def _line_to_write_on(paragraph: "Paragraph", centimetres: float | None = None) -> None:
    """A tab up to the edge, filled with a line."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    end = Cm(centimetres if centimetres is not None else 21.0 - 2 * EDGES_CM)
    paragraph.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    paragraph.add_run("\t")


def _rule_below(paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "6"), ("color", "1F3A4D")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
