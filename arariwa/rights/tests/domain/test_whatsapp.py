"""Chats of both telephones in three languages, and files that are none."""

import time
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


IPHONE_ES = (
    "\u200e[12/03/24, 9:41:09\u202fp.\u00a0m.] Guardianes: \u200eLos mensajes y las llamadas están cifrados de extremo a extremo.\r\n"
    "[12/03/24, 9:41:10\u202fp.\u00a0m.] Ana Ríos: \u200eAna Ríos añadió a ~Rosa\r\n"
    "[13/03/24, 9:42:09\u202fp.\u00a0m.] Ana Ríos: Venden loros; el vendedor mudou de puesto\r\n"
    "\u200e[13/03/24, 9:42:10\u202fp.\u00a0m.] ~\u202fRosa: Mire \u200e<adjunto: 00000012-PHOTO.jpg>\r\n"
    "[13/03/24, 9:43:10\u202fp.\u00a0m.] +51 987 654 321: Llame a @\u2068~\u202fRosa\u2069 o a @\u2068Otro\u2069 \u200e<Se editó este mensaje.>\r\n"
    "[13/03/24, 9:43:12\u202fp.\u00a0m.] ~\u202fRosa: \u200eUbicación: https://maps.example/?q=-3.7,-73.2\r\n"
    "[13/03/24, 9:43:13\u202fp.\u00a0m.] ~\u202fRosa: \u200eTarjeta de contacto omitida\r\n"
    "[13/03/24, 9:43:14\u202fp.\u00a0m.] Ana Ríos: Dígale a @51987654321\r\n"
)


def test_a_chat_of_an_iphone_in_spanish_names_nobody():
    chat = whatsapp.read(IPHONE_ES)
    assert [(m.sender, m.text, m.media) for m in chat.messages] == [
        ("A", "Venden loros; el vendedor mudou de puesto", ""),
        ("B", "Mire", "00000012-PHOTO.jpg"),
        ("C", "Llame a @B o a @…", ""),
        ("B", "Ubicación: https://maps.example/?q=-3.7,-73.2", ""),
        ("B", "", ""),
        ("A", "Dígale a @C", ""),
    ]
    assert chat.system_lines == 2
    assert not any(word in str(chat) for word in ("Ana", "Rosa", "Guardianes", "987"))


def test_words_of_a_member_are_no_sentence_of_the_program():
    text = '13/6/2025, 08:05 - Rosa: Dice: “created group” y mudou de casa\n13/6/2025, 08:06 - Rosa cambió el asunto de "a: b" a "c"\n'
    chat = whatsapp.read(text)
    assert [m.text for m in chat.messages] == ["Dice: “created group” y mudou de casa"]


def test_how_days_follow_each_other_tells_which_part_is_the_day():
    day_first = "5/3/2024, 10:00 - A: x\n6/3/2024, 10:00 - A: x\n1/4/2024, 10:00 - A: x\n"
    assert whatsapp.read(day_first).messages[2].at == datetime(2024, 4, 1, 10)
    month_first = "1/6/2024, 10:00 - A: x\n1/7/2024, 10:00 - A: x\n2/1/2024, 10:00 - A: x\n"
    assert whatsapp.read(month_first).messages[2].at == datetime(2024, 2, 1, 10)


def test_signs_no_database_keeps_are_left_out():
    assert whatsapp.read("13/6/2025, 08:05 - A: lo\x00ro\u202e s\n").messages[0].text == "loro s"


@pytest.mark.parametrize("words", ["<attached:" * 60_000, "a.aa " * 60_000, "x\n" * 300_000])
def test_a_hostile_text_is_read_at_once(words):
    before = time.process_time()
    whatsapp.read(f"13/6/2025, 08:05 - A: {words}")
    assert time.process_time() - before < 5


def test_a_file_of_empty_lines_is_too_long():
    with pytest.raises(Refused, match="chat.too_long"):
        whatsapp.read("13/6/2025, 08:05 - A: x" + "\n" * 600_000)
