"""The table of printable characters is that of the installed typst."""

from arariwa.core.glyphs import library_of_typst, printable_codes, read_wheel


def test_the_kept_table_is_that_of_the_wheel() -> None:
    assert printable_codes() == read_wheel(library_of_typst())


def test_spanish_and_the_signs_of_our_papers_can_be_printed() -> None:
    assert {ord(sign) for sign in "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’–—…ºª°§·×½²³€"} <= printable_codes()


def test_chinese_and_emoji_cannot() -> None:
    assert not {ord("王"), 0x1F600} & printable_codes()
