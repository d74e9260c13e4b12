"""Chats of both telephones in three languages, and files that are none."""

from datetime import datetime

import pytest

from arariwa.core.domain.refused import Refused
from arariwa.rights.domain import whatsapp

ANDROID_ES = """1/6/2025, 08:02 - Los mensajes y las llamadas están cifrados de extremo a extremo. Solo las personas en este chat pueden leerlos.
1/6/2025, 08:02 - Rosa creó el grupo "Red (ficticia): norte".
1/6/2025, 08:05 - Rosa: Buenos días. Vi esto:
dos cajas
con loros
1/6/2025, 08:11 - Julián: <Multimedia omitido>
1/6/2025, 08:12 - +51 900 000 001: ¿Dónde: en el puerto?
13/6/2025, 19:40 - Julián: Se eliminó este mensaje.
13/6/2025, 19:41 - +51 900 000 001 salió del grupo
"""
IPHONE_EN = (
    "[12/31/24, 9:41:09\u202fPM] Rose: \u200e<attached: 00000003-PHOTO-2024-12-31.jpg>\r\n"
    "\u200e[12/31/24, 9:42:00\u202fPM] Rose: They sell macaws\r\n[1/1/25, 12:05:00\u202fAM] Jo: \u200eimage omitted\r\n"
)
ANDROID_PT = "27/04/24 14:32 - Nome: Vi araras à venda\n27/04/24 14:33 - Nome: Mensagem apagada\n"
IPHONE_PT = "[25/03/2025 14:30:25] Ana: Vendem papagaios\r\n"


def test_a_chat_of_android_in_spanish():
    chat = whatsapp.read(ANDROID_ES)
    told = [(m.line, m.sender, m.text) for m in chat.messages]
    assert told == [
        (3, "A", "Buenos días. Vi esto:\ndos cajas\ncon loros"),
        (6, "B", ""),
        (7, "C", "¿Dónde: en el puerto?"),
    ]
    assert (chat.day_first, chat.senders, chat.system_lines, chat.deleted) == (True, 3, 3, 1)
    assert chat.messages[0].at == datetime(2025, 6, 1, 8, 5)
    assert chat.messages[1].empty


def test_neither_names_nor_telephones_of_senders_leave_the_reader():
    assert not any(word in str(whatsapp.read(ANDROID_ES)) for word in ("Rosa", "Julián", "900 000"))


def test_a_chat_of_an_iphone_in_english_month_first():
    chat = whatsapp.read(IPHONE_EN)
    assert chat.day_first is False
    first, second, third = chat.messages
    assert (first.media, first.text, first.at) == (
        "00000003-PHOTO-2024-12-31.jpg",
        "",
        datetime(2024, 12, 31, 21, 41, 9),
    )
    assert (second.text, third.at, third.empty) == ("They sell macaws", datetime(2025, 1, 1, 0, 5), True)


def test_chats_in_portuguese():
    assert [(m.sender, m.text) for m in whatsapp.read(ANDROID_PT).messages] == [("A", "Vi araras à venda")]
    assert whatsapp.read(IPHONE_PT).messages[0].at == datetime(2025, 3, 25, 14, 30, 25)


def test_android_names_an_attached_file_before_its_words():
    text = "13/1/2025, 10:00 - Rosa: IMG-20250113-WA0001.jpg (archivo adjunto)\nMire esto\n"
    found = whatsapp.read(text).messages[0]
    assert (found.media, found.text) == ("IMG-20250113-WA0001.jpg", "Mire esto")


def test_day_or_month_is_decided_from_the_whole_file_and_else_asked():
    unclear = "1/6/2025, 08:05 - Rosa: uno\n2/6/2025, 08:05 - Rosa: dos\n"
    assert whatsapp.read(unclear).day_first is None
    assert whatsapp.read(unclear, day_first=False).messages[1].at == datetime(2025, 2, 6, 8, 5)
    # What the file shows wins over what someone answered.
    assert (
        whatsapp.read(unclear + "13/6/2025, 08:05 - Rosa: tres\n", day_first=False).messages[0].at.month == 6
    )
    assert whatsapp.read("6/6/2025, 08:05 - Rosa: uno\n").day_first is True


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "chat.none", None),
        ("\n\n", "chat.none", None),
        ("Fecha,Alcance\n1,2\n", "chat.line", 1),
        ("\n1/6/2025 - Rosa: sin hora\n", "chat.line", 2),
        ("13/6/2025, 08:05 - Rosa: uno\n13/13/2025, 08:05 - Rosa: dos\n", "chat.line", 2),
        ("13/6/2025, 25:05 - Rosa: uno\n", "chat.line", 1),
        ("13/6/2025, 13:05 PM - Rosa: uno\n", "chat.line", 1),
        ("31/2/2025, 08:05 - Rosa: uno\n", "chat.line", 1),
    ],
)
def test_what_is_no_chat_is_refused_with_its_line(text, code, line):
    with pytest.raises(Refused, match=code) as caught:
        whatsapp.read(text)
    assert caught.value.values.get("line") == line
