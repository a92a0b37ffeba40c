"""A letter as a Word file, read back with the library."""

from io import BytesIO

from docx import Document as read_docx

from bot.documents import make_docx
from flows.engine.documents import Document


def _letter() -> Document:
    letter = Document(
        name="RH-26-0042 letter",
        provider="Rowan Care",
        service="Rose House",
        reference="Our reference: RH-26-0042",
        date="23 November 2026",
        foot="Rowan Care · Rose House",
    )
    letter.text("Dear …\n\nWe are sorry.")
    letter.heading("What happened")
    letter.points(["The floor was wet.", "Nobody had put out the sign."])
    letter.fact("Told by", "Morgan Reed")
    letter.blank("Your name")
    letter.sign("Yours sincerely", "Morgan Reed", "manager")
    return letter


def test_a_letter_holds_its_words_in_order() -> None:
    made = read_docx(BytesIO(make_docx(_letter().as_content())))
    words = [paragraph.text.strip() for paragraph in made.paragraphs]
    wanted = ["Rowan Care", "Rose House", "23 November 2026", "Our reference: RH-26-0042", "Dear …"]
    assert words[: len(wanted)] == wanted
    assert words[len(wanted) :] == [
        "We are sorry.",
        "What happened",
        "The floor was wet.",
        "Nobody had put out the sign.",
        "Told by: Morgan Reed",
        "Your name:",
        "Yours sincerely",
        "",
        "Morgan Reed",
        "manager",
    ]
    assert made.sections[0].footer.paragraphs[0].text == "Rowan Care · Rose House"
    assert made.core_properties.author == "Rowan Care"


def test_a_list_is_a_table_on_its_side_whose_head_repeats() -> None:
    register = Document(name="Register", provider="Rowan Care", service="Rose House", is_wide=True)
    register.table(["Case", "Body"], [["RH-26-0001", "CQC"], ["RH-26-0002", "Police"]])
    made = read_docx(BytesIO(make_docx(register.as_content())))
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Case", "Body"],
        ["RH-26-0001", "CQC"],
        ["RH-26-0002", "Police"],
    ]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert made.sections[0].page_width > made.sections[0].page_height


def test_no_word_of_a_list_is_broken_and_the_page_is_filled() -> None:
    register = Document(name="Register", provider="Rowan Care", service="Rose House", is_wide=True)
    heads = [
        "Case",
        "Kind",
        "Body",
        "Ground",
        "Since",
        "State",
        "Told on",
        "By",
        "Their reference",
        "Why not",
    ]
    law = "Care Act 2014, section 42; 2014 Regulations, regulation 13"
    row = ["RH-26-0003", "complaint", "Council: safeguarding", law, "23 Nov 2026", "open", "", "", "", ""]
    register.table(heads, [row])
    made = read_docx(BytesIO(make_docx(register.as_content())))
    (table,) = made.tables
    points = [column.width.pt for column in table.columns]
    section = made.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 12700
    assert room - 1 < sum(points) < room + 1
    # Ten characters of ten points, with the edges of the cell, need 60 points at least.
    assert points[0] > 60
    assert points[1] > 55
    assert points[3] == max(points)


def test_words_that_look_like_xml_stay_words() -> None:
    letter = _letter()
    letter.text("5 < 6 & <b>not bold</b>")
    made = read_docx(BytesIO(make_docx(letter.as_content())))
    assert made.paragraphs[-1].text == "5 < 6 & <b>not bold</b>"
