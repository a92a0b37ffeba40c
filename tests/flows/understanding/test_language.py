"""The language of a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mrs p nearly slipt on wet flor", "en"),
        ("ok", "en"),
        ("", "en"),
        ("👍", "en"),
        ("Moja mama upadła wczoraj w łazience i nikt nie przyszedł", "pl"),
        ("mama a căzut ieri în baie și nimeni nu a venit", "ro"),
        ("ਮੇਰੀ ਮਾਂ ਕੱਲ੍ਹ ਡਿੱਗ ਗਈ", "pa"),
        ("میری ماں کل رات گر گئی", "ur"),
        ("मेरी माँ कल रात गिर गई", "hi"),
        ("മുറിയിൽ വെള്ളം ഇല്ല", "ml"),
        ("nahulog si nanay kahapon sa banyo", "tl"),
        ("minha mãe caiu ontem no quarto", "pt"),
    ],
)
def test_the_language_is_told(text: str, code: str) -> None:
    assert language_of(text) == code


@given(st.text(max_size=300))
def test_any_text_has_a_two_letter_code(text: str) -> None:
    assert len(language_of(text)) == 2
