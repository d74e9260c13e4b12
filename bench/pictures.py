"""The pictures of docs/pictures/, taken of the demonstration's pages.

usage: ARARIWA_HOME=HOME arariwa demo --no-serve; ARARIWA_HOME=HOME python bench/pictures.py [--out docs/pictures]

Serves the demonstration's home (default ./var) on a free port and visits it with Debian's Chromium, in Spanish and in
the light theme. Needs the development requirements. Nothing but the pictures and the sign-ins of the visit is written.
"""

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 200_000
WHO, PLACE, CAMPAIGN = "fiscal@demo.example", "Yurimaguas", "Si es libre, vive"
COORDINATOR, WILDLIFE = "programa@demo.example", "fauna@demo.example"
WIDE, PHONE = (1280, 1180), (360, 760)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs/pictures")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ARARIWA_HOME", str(ROOT / "var"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "arariwa.settings"
    import django

    django.setup()
    from django.conf import settings

    if not settings.DEMO:
        sys.exit(f"{settings.HOME} is not a demonstration's home: run arariwa demo --no-serve first")
    from playwright.sync_api import sync_playwright

    with served() as url, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        take(browser, url, out)
        browser.close()


def take(browser: Any, url: str, out: Path) -> None:
    """Each picture, with its size told."""
    page = visitor(browser, url, WIDE)
    page.goto(url)  # again: the greeting after the sign-in is shown once
    keep(page, out / "home.png")
    follow(page, f"{url}/casos/", f"main a:has-text('{PLACE}')", 'main a[href*="/calificacion/"]')
    keep(page, out / "qualification.png")
    phone = visitor(browser, url, PHONE)
    follow(phone, f"{url}/intervenciones/", f"main a:has-text('{PLACE}')")
    keep(phone, out / "intervention-phone.png")
    follow(phone, f"{url}/cursos/", "main a.button")
    keep(phone, out / "lesson-phone.png")
    coordinator = visitor(browser, url, WIDE, COORDINATOR)
    coordinator.goto(f"{url}/cursos/tablero/cifras/CAP-05/?periodo=2022")
    coordinator.locator("svg.map").evaluate("it => it.closest('section').scrollIntoView()")
    keep(coordinator, out / "figures.png")
    follow(coordinator, f"{url}/difusion/", f"main a:has-text('{CAMPAIGN}')", 'main a[href$="/graficos/"]')
    keep(coordinator, out / "reach.png")
    citizen = opened(browser, PHONE)
    citizen.goto(f"{url}/derechos/respuesta/?animal=pihuicho&acto=keep")
    keep(citizen, out / "answer-phone.png")
    desk = visitor(browser, url, WIDE, WILDLIFE)
    follow(desk, f"{url}/avisos/", "main tbody th a")
    keep(desk, out / "notice.png")


def follow(page: Any, url: str, *links: str) -> None:
    """From an address by one link after another."""
    page.goto(url)
    for link in links:
        with page.expect_navigation():
            page.locator(link).first.click()


def opened(browser: Any, size: tuple[int, int]) -> Any:
    """An empty page of someone nobody knows."""
    width, height = size
    return browser.new_context(
        locale="es-PE",
        timezone_id="America/Lima",
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
        device_scale_factor=1 if width > 600 else 2,
    ).new_page()


def visitor(browser: Any, url: str, size: tuple[int, int], who: str = WHO) -> Any:
    """A page on which someone of the demonstration has signed in, usually its prosecutor."""
    from django.conf import settings

    from arariwa.demo.packs import load

    page = opened(browser, size)
    page.goto(f"{url}/cuenta/ingresar/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", load(settings.PACKS)[0].password)
    with page.expect_navigation():
        page.click("main form .button >> nth=0")
    return page


def keep(page: Any, file: Path) -> None:
    """What is in sight as a PNG of few colours; a picture that is still too heavy is an error."""
    from PIL import Image

    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (256, 128, 64, 32):
        held = io.BytesIO()
        shot.quantize(colours, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
        if len(held.getvalue()) < MOST_BYTES:
            file.write_bytes(held.getvalue())
            print(f"{file}: {shot.width} x {shot.height}, {len(held.getvalue()):,} bytes")
            return
    sys.exit(f"{file}: more than {MOST_BYTES:,} bytes even with few colours")


@contextmanager
def served() -> Iterator[str]:
    """The home served on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "arariwa.cli", "serve", "--port", str(port), "--no-work"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except urllib.error.URLError:
                if server.poll() is not None:
                    sys.exit("the server did not start: try arariwa serve")
                time.sleep(0.25)
        else:
            sys.exit("the server did not answer")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    main()
