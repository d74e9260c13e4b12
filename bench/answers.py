"""Citizens reading answers: requests a second and how long each waits, through the server itself, as far as the cores go.

python bench/answers.py [SECONDS] [READERS]

A home of its own is made, served by `arariwa serve` with a worker a core, and asked over open connections: first every answer
for the first time, then the answers people ask most again and again, the way many telephones do.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANIMALS = ("pihuicho", "loro", "majaz", "venado", "motelo", "taricaya", "pelejo", "otorongo", "boa", "sajino")
ACTS = ("keep", "sell", "carry", "buy", "inherit", "export", "photograph", "craft")
PAPERS = ("", "none", "unknown", "receipt")
HEADERS = {"Accept-Encoding": "gzip", "Host": "127.0.0.1"}


def addresses() -> list[str]:
    """Some hundreds of answers; those that do not go together are left to the server to refuse."""
    shown = "/derechos/respuesta/?animal={}&acto={}&papeles={}"
    return [shown.format(*one) for one in product(ANIMALS, ACTS, PAPERS) if one[1:] != ("export", "receipt")]


def read(port: int, wanted: list[bytes], until: float, waits: list[float], bad: list[bytes]) -> None:
    """One reader: one open connection, one answer after the other, beginning somewhere else than the next.

    As little work as can be: reader and server share the cores.
    """
    place = hash(threading.get_ident()) % len(wanted)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        while time.perf_counter() < until:
            start = time.perf_counter()
            line.sendall(wanted[place % len(wanted)])
            got = line.recv(65536)
            while (head := got.find(b"\r\n\r\n")) < 0:
                got += line.recv(65536)
            length = int(got[:head].lower().partition(b"content-length: ")[2].partition(b"\r")[0])
            left = length - (len(got) - head - 4)
            while left > 0:
                left -= len(line.recv(65536))
            waits.append(time.perf_counter() - start)
            if not got.startswith(b"HTTP/1.1 200"):
                bad.append(got[9:12])
            place += 1


def measured(port: int, wanted: list[str], seconds: float, readers: int) -> str:
    """The rate and the waits of so many readers at once, in a line."""
    waits: list[float] = []
    bad: list[bytes] = []
    asks = [
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        for address in wanted
    ]
    begun = time.perf_counter()
    until = begun + seconds
    threads = [threading.Thread(target=read, args=(port, asks, until, waits, bad)) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    waits.sort()
    middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.95)]
    wrong = f", {len(bad)} not answered: {sorted(set(bad))}" if bad else ""
    return f"{len(waits) / took:,.0f} a second, half within {middle * 1000:.0f} ms, 95 % within {late * 1000:.0f} ms, all within {waits[-1] * 1000:.0f} ms{wrong}"


def main(seconds: float, readers: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "ARARIWA_HOME": home}
        command = [sys.executable, "-m", "arariwa.cli", "serve", "--port", str(port), "--no-work"]
        server = subprocess.Popen(
            command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            for _ in range(300):
                try:
                    warm = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                    warm.request("GET", addresses()[0], headers=HEADERS)
                    if warm.getresponse().status == 200:
                        break
                except OSError:
                    time.sleep(0.5)
            start = time.perf_counter()
            made = addresses()
            # Each worker makes its own pages; two readers meet both.
            for _ in range(2):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                for address in made:
                    line.request("GET", address, headers=HEADERS)
                    line.getresponse().read()
            each = (time.perf_counter() - start) / len(made) / 2
            print(f"{len(made)} answers asked twice by one reader: {each * 1000:.1f} ms each")
            print(f"{readers} readers: {measured(port, made, seconds, readers)}")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


if __name__ == "__main__":
    main(
        float(sys.argv[1]) if len(sys.argv) > 1 else 10,
        int(sys.argv[2]) if len(sys.argv) > 2 else 16,
    )
