"""What the public forms share with the script that keeps on the device what was written until it can be sent
(`static/rights/waits.js`, its part of the page `_waits.html`)."""

from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse

from arariwa.core.domain.ids import uuid7
from arariwa.core.domain.refused import Refused
from arariwa.core.forms import Form
from arariwa.rights import return_codes


@dataclass(frozen=True)
class Waits:
    """A form whose letters wait on the device: its name there, the addresses of its worker and of the way back with the code."""

    name: str
    worker: str
    follow: str

    @property
    def key(self) -> str:
        """Under which the device keeps what was written."""
        return f"arariwa.{self.name}"

    @property
    def cache(self) -> str:
        """Where the device keeps the page itself, if its owner asks."""
        return f"arariwa-{self.name}-1"


NOTICE = Waits("notice", "rights:notice_worker", "rights:follow_notice")
QUESTION = Waits("question", "rights:question_worker", "rights:consultation_answer")


def by_script(request: HttpRequest) -> bool:
    """Whether the script sends, which reads words instead of a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def went(code: str, text: str) -> JsonResponse:
    """It was taken: the code, and as text where it went."""
    return JsonResponse({"sent": True, "code": code, "went": unescape(text).strip()})


def refused(form: Form) -> JsonResponse:
    """It was not taken: what is wrong with it."""
    said = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"sent": False, "said": said}, status=422)


def tell(form: Form, refused: Refused) -> None:
    """Say it in the form. Where its id or code stands for something else, as when the answer was not heard and the words were
    changed since, it gets new ones: sent once more it goes."""
    if refused.code == "id.malformed":
        form.data = form.data.copy()  # type: ignore[union-attr]
        form.data["id"], form.data["code"] = str(uuid7()), return_codes.new_code()  # type: ignore[index]
        refused = Refused("return_code.sent_before")
    form.refuse(refused)


def worker(waits: Waits) -> HttpResponse:
    """The script that opens the page without connection; served below the page, so that it reaches no other."""
    script = Path(str(finders.find("rights/waits_worker.js"))).read_text(encoding="utf-8")
    text = f'const CACHE = "{waits.cache}"\n{script}'
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
