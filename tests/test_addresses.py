"""Every address of the site, visited as everyone: who holds the record, who works beside them, who does not.

A new address without a row here fails. The default is no: 302 to sign-in for a visitor, 404 for the rest.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from arariwa.core import access, actions, jobs, testing
from arariwa.core.action import ANY_ROLE, action
from arariwa.core.middleware import PUBLIC
from arariwa.core.models import JournalEntry
from arariwa.events import actions as events
from arariwa.events import photographing, promising, same_person, spending, stocking
from arariwa.events.tests import small
from arariwa.evidence import actions as evidence
from arariwa.law import actions as law
from arariwa.law import proposing, reviewing
from arariwa.outreach import actions_budget as budget
from arariwa.outreach import actions_campaigns as campaigns
from arariwa.outreach import actions_visits
from arariwa.outreach.tests import campaigning, importing, polling
from arariwa.rights.tests import consulting_world as consulting
from arariwa.rights.tests import small as notices
from arariwa.training import actions_courses as courses
from arariwa.training import actions_exercises as exercises
from arariwa.training import actions_tests
from arariwa.training.tests import certifying
from arariwa.training.tests import world as learning

pytestmark = pytest.mark.django_db

# Words that stand only in the records of this world: whoever may not see them must not meet them anywhere.
SECRET = "QORI"

OFFICE = {"alba", "beto"}
TOLD = {*OFFICE, "pilar"}
CASE = {"pilar"}
RECEIVER = {"carla"}
# Acting under one membership.
ACTING = {"alba", "beto", "carla", "pilar", "gina", "ada", "eva", "lola", "tania"}
REVIEWER = {"lola"}
ORGANISER = {"tania"}
LEARNER = {"pilar"}
PLAYED = {"alba", "tania"}
TEACHES = {"tania", "lola"}
# Who takes citizens' questions down and answers them.
ANSWERS = {"carla", "pilar", "tania", "lola"}
# Whose role works on notices.
NOTICES = {"alba", "beto", "carla", "pilar", "gina", "eva", "tania"}
SIGNED_IN = {*ACTING, "noe"}
EVERYONE = {*SIGNED_IN, "visitor"}


@dataclass(frozen=True)
class At:
    """One address: what it is about, who gets it, and how it answers them."""

    sees: set[str]
    about: dict[str, str] = field(default_factory=dict)  # name in the address -> what of the world
    query: str = ""
    status: tuple[int, ...] = (200,)
    post_only: bool = False


DRAFT, RECORD, ITEM = {"id": "draft"}, {"id": "intervention"}, {"id": "item"}
IN_CASE = {"id": "case", "intervention": "intervention"}
EVENT, TALK = {"id": "event"}, {"id": "talk"}
CAMPAIGN, POST = {"id": "campaign"}, {"id": "post"}
RUN = {"id": "run"}
CONSULTATION = {"id": "consultation"}
AT_SESSION = {**EVENT, "session": "session"}
COHORT, ENROLMENT = {"id": "cohort"}, {"id": "enrolment"}
ADDRESSES: dict[str, At] = {
    "favicon": At(EVERYONE, status=(301,)),
    "public_keys": At(EVERYONE),
    "core:home": At(EVERYONE),
    "core:search": At(ACTING, query=f"?q={SECRET}"),
    "core:account": At(SIGNED_IN),
    "core:actor": At(SIGNED_IN, post_only=True),
    "core:attachment": At(TOLD, {"id": "photo"}),
    "core:job": At(CASE, {"id": "job"}),
    "core:cancel_job": At(CASE, {"id": "job"}, post_only=True),
    "core:check_paper": At(EVERYONE, {"fingerprint": "no_fingerprint"}, status=(404,)),
    "core:privacy": At(EVERYONE),
    "core:styleguide": At(EVERYONE),
    "core:manifest": At(EVERYONE),
    # Sign-in and one's own account: the library's pages, which redirect by how one stands.
    "account_inactive": At(EVERYONE),
    "account_login": At(EVERYONE, status=(200, 302)),
    "account_logout": At(EVERYONE, status=(200, 302)),
    "account_reauthenticate": At(SIGNED_IN, status=(200, 302)),
    "account_change_password": At(SIGNED_IN, status=(200, 302)),
    "account_set_password": At(SIGNED_IN, status=(200, 302)),
    "account_reset_password": At(EVERYONE, status=(200, 302)),
    "account_reset_password_done": At(EVERYONE),
    "account_reset_password_from_key": At(
        EVERYONE, {"uidb36": "no_user", "key": "no_key"}, status=(200, 302)
    ),
    "account_reset_password_from_key_done": At(EVERYONE),
    "mfa_index": At(SIGNED_IN),
    "mfa_authenticate": At(EVERYONE, status=(200, 302)),
    "mfa_reauthenticate": At(SIGNED_IN, status=(200, 302)),
    "mfa_activate_totp": At(SIGNED_IN, status=(200, 302)),
    "mfa_deactivate_totp": At(SIGNED_IN, status=(404,)),
    "mfa_view_recovery_codes": At(SIGNED_IN, status=(302, 404)),
    "mfa_generate_recovery_codes": At(SIGNED_IN, status=(200, 302)),
    "mfa_download_recovery_codes": At(SIGNED_IN, status=(302, 404)),
    "mfa_list_webauthn": At(SIGNED_IN),
    "mfa_add_webauthn": At(SIGNED_IN, status=(200, 302)),
    "mfa_reauthenticate_webauthn": At(SIGNED_IN, status=(200, 302)),
    "mfa_login_webauthn": At(EVERYONE, status=(200, 302)),
    "mfa_remove_webauthn": At(SIGNED_IN, {"pk": "no_key_number"}, status=(302, 404)),
    "mfa_edit_webauthn": At(SIGNED_IN, {"pk": "no_key_number"}, status=(302, 404)),
    # The law is for everyone.
    "law:species": At(EVERYONE, query="?q=tarikaya"),
    "law:taxon": At(EVERYONE, {"slug": "taxon"}),
    "law:entries": At(EVERYONE, query="?q=308"),
    "law:entries_csv": At(EVERYONE),
    "law:qualify": At(EVERYONE, query="?cuando_year=2024&actos=sell&especie=charapa&title.state=none"),
    "law:deadline": At(
        EVERYONE,
        query="?plazo=PR-IP&largo=common&inicio_day=30&inicio_month=3&inicio_year=2026&lugar=yurimaguas",
    ),
    "law:entry": At(EVERYONE, {"group": "group"}),
    # Who signs the law for what it is.
    "rights:ask": At(EVERYONE, query="?q=pihuicho"),
    "rights:act": At(EVERYONE, query="?animal=pihuicho"),
    "rights:offices": At(EVERYONE, query="?departamento=16"),
    "rights:answer": At(EVERYONE, query="?animal=pihuicho&acto=keep&papeles=none"),
    "law:desk": At(REVIEWER),
    "law:review": At(REVIEWER, {"key": "entry"}),
    "law:review_taxon": At(REVIEWER, {"slug": "taxon"}),
    "law:patch": At(REVIEWER, {"id": "proposal"}),
    # Lists: open to whoever acts for an office; what stands in them is another test.
    "events:events": At(ACTING),
    "events:events_csv": At(ACTING),
    "events:calendar": At(ACTING),
    "events:mine": At(ACTING),
    "events:mine_ics": At(ACTING),
    "events:worker": At(ACTING),
    "events:list_model_csv": At(ACTING),
    "events:create_event": At(ORGANISER),
    "events:create_series": At(ORGANISER),
    # A call: officials of the institution invited. What is behind it: the organiser's office.
    "events:call": At(RECEIVER, EVENT),
    "events:withdraw": At(RECEIVER, EVENT, post_only=True),
    "events:call_ics": At(RECEIVER, EVENT),
    "events:event": At(ORGANISER, EVENT),
    "events:event_ics": At(ORGANISER, EVENT),
    "events:edit_event": At(ORGANISER, EVENT),
    "events:announce": At(ORGANISER, EVENT),
    "events:close": At(ORGANISER, EVENT),
    "events:reopen": At(ORGANISER, EVENT),
    "events:cancel": At(ORGANISER, EVENT),
    "events:help": At(ORGANISER, EVENT),
    "events:end_help": At(ORGANISER, {**EVENT, "office": "office"}, post_only=True),
    "events:add_session": At(ORGANISER, EVENT),
    "events:edit_session": At(ORGANISER, AT_SESSION),
    "events:write_minutes": At(ORGANISER, AT_SESSION),
    "events:void_session": At(ORGANISER, AT_SESSION, post_only=True),
    "events:add_trainer": At(ORGANISER, EVENT),
    "events:edit_trainer": At(ORGANISER, {**EVENT, "trainer": "trainer"}),
    "events:remove_trainer": At(ORGANISER, {**EVENT, "trainer": "trainer"}, post_only=True),
    "events:add_invitation": At(ORGANISER, EVENT),
    "events:edit_invitation": At(ORGANISER, {**EVENT, "invitation": "invitation"}),
    "events:withdraw_invitation": At(ORGANISER, {**EVENT, "invitation": "invitation"}, post_only=True),
    "events:registrations": At(ORGANISER, EVENT),
    "events:registrations_csv": At(ORGANISER, EVENT),
    "events:register": At(ORGANISER, EVENT),
    "events:import_list": At(ORGANISER, EVENT),
    "events:edit_participation": At(ORGANISER, {**EVENT, "participation": "participation"}),
    "events:decide": At(
        ORGANISER, {**EVENT, "participation": "participation", "word": "decision"}, post_only=True
    ),
    # A group that follows a course: its organiser; a place in it: the learner too; its call: Carla's institution.
    "training:courses": At(ACTING),
    "training:course": At(ACTING, {"slug": "course"}),
    "training:hand_in": At(ACTING),
    "training:dashboard": At(ACTING),
    "training:dashboard_csv": At(ACTING),
    "training:figures": At(ORGANISER),
    "training:figures_csv": At(ORGANISER),
    "training:figure": At(ORGANISER, {"code": "figure"}),
    "training:figure_csv": At(ORGANISER, {"code": "figure"}),
    "training:figure_rows_csv": At(ORGANISER, {"code": "figure"}),
    "training:open_course": At(ORGANISER),
    "training:cohort": At(ORGANISER, COHORT),
    "training:cohort_csv": At(ORGANISER, COHORT),
    "training:enrol_registered": At(ORGANISER, COHORT, post_only=True),
    "training:approve": At(ORGANISER, {**COHORT, "participation": "learning"}, post_only=True),
    "training:ask_place": At({*RECEIVER, *LEARNER}, COHORT, status=(200, 302)),
    "training:begin": At(LEARNER, {"id": "learning"}, post_only=True),
    "training:enrolment": At({*LEARNER, *ORGANISER}, ENROLMENT),
    "training:package": At({*LEARNER, *ORGANISER}, ENROLMENT, post_only=True),
    "training:lesson": At({*LEARNER, *ORGANISER}, {**ENROLMENT, "n": "module"}),
    "training:mark": At({*LEARNER, *ORGANISER}, {**ENROLMENT, "n": "module"}, post_only=True),
    # A test that runs: nobody but the learner; its result: the organiser too. Keys of questions: those who teach.
    "training:tests": At({*LEARNER, *ORGANISER}, ENROLMENT),
    "training:start_test": At({*LEARNER, *ORGANISER}, ENROLMENT, post_only=True),
    "training:test": At(LEARNER, {"id": "test"}),
    "training:submit_test": At(LEARNER, {"id": "test"}),
    "training:test_result": At({*LEARNER, *ORGANISER}, {"id": "handed_in"}),
    "training:appeal": At(LEARNER, {"id": "handed_in", "question": "asked"}),
    "training:banks": At(TEACHES),
    "training:appeals": At(TEACHES),
    "training:appeals_csv": At(TEACHES),
    "training:decide_appeal": At(ORGANISER, {"id": "appeal"}),
    "training:questions": At(TEACHES, {"slug": "course"}),
    "training:questions_csv": At(TEACHES, {"slug": "course"}),
    "training:question": At(TEACHES, {"slug": "course", "id": "asked"}),
    "training:analysis": At(TEACHES, {"slug": "course"}),
    "training:analysis_csv": At(TEACHES, {"slug": "course"}),
    # Certificates: checked by anyone who has the number; their pages for who holds and who issues them.
    "training:find_certificate": At(EVERYONE),
    "rights:answers_json": At(EVERYONE),
    "rights:booklet_pdf": At(EVERYONE, {"ubigeo": "district"}),
    "rights:booklets": At(EVERYONE, query="?distrito=nauta"),
    "rights:channels": At(EVERYONE),
    "rights:communal_record_pdf": At(EVERYONE),
    "rights:community": At(EVERYONE),
    "rights:copy_json": At(EVERYONE),
    "rights:guide": At(EVERYONE, {"slug": "guide"}),
    "rights:guides": At(EVERYONE),
    "rights:harms": At(EVERYONE),
    "rights:question": At(EVERYONE, {"id": "written_question"}),
    "rights:question_worker": At(EVERYONE),
    "rights:questions": At(EVERYONE, query="?q=loro&tema=parrots"),
    "rights:reading": At(ACTING),
    "rights:way": At(EVERYONE, {"id": "way"}),
    "rights:ways": At(EVERYONE),
    "rights:without_network": At(EVERYONE),
    "rights:worker": At(EVERYONE),
    "training:check_certificate": At(EVERYONE, {"number": "no_number"}, status=(404,)),
    "training:check_certificate_paper": At(
        EVERYONE, {"number": "no_number", "fingerprint": "no_fingerprint"}, status=(404,)
    ),
    "training:credential": At(EVERYONE, {"number": "no_number", "form": "no_form"}, status=(404,)),
    "training:status_list": At(EVERYONE, {"status_list": "no_list"}, status=(404,)),
    "training:my_certificates": At(ACTING),
    "training:certificates": At(ORGANISER),
    "training:certificates_csv": At(ORGANISER),
    "training:certificate": At({*LEARNER, *ORGANISER}, {"id": "certificate"}),
    "training:certificate_pdf": At({*LEARNER, *ORGANISER}, {"id": "certificate", "lang": "tongue"}),
    "training:revoke_certificate": At(ORGANISER, {"id": "certificate"}),
    "training:renew_certificate": At(ORGANISER, {"id": "certificate"}, post_only=True),
    "training:cohort_certificates": At(ORGANISER, {"cohort": "cohort"}),
    "training:cohort_certificates_csv": At(ORGANISER, {"cohort": "cohort"}),
    "training:place_certificate": At({*LEARNER, *ORGANISER}, {"enrolment": "enrolment"}),
    "events:attendance": At(ORGANISER, AT_SESSION),
    "events:marks": At(ORGANISER, AT_SESSION, post_only=True),
    "events:public": At(ORGANISER, AT_SESSION),
    "events:sheet_pdf": At(ORGANISER, AT_SESSION),
    "events:sheet_to_hand_on_pdf": At(ORGANISER, AT_SESSION),
    "events:badges_pdf": At(ORGANISER, EVENT),
    "events:people": At(ORGANISER, EVENT),
    "events:take_back": At(ORGANISER, {**EVENT, "attendance": "attendance"}),
    # Exercises: open to whoever acts; a run is seen by those who play in it and by the office that leads it.
    "training:exercises": At(ACTING),
    "training:exercise": At(ACTING, {"slug": "exercise"}),
    "training:team": At(ORGANISER, {"slug": "exercise"}),
    "training:runs": At(ACTING),
    "training:runs_csv": At(ACTING),
    "training:run": At(PLAYED, RUN),
    "training:play": At(PLAYED, RUN, post_only=True),
    "training:clock": At(PLAYED, RUN, post_only=True),
    "training:answer": At(PLAYED, {**RUN, "code": "question"}, post_only=True),
    "training:say": At(PLAYED, {**RUN, "scene": "question"}, post_only=True),
    "training:submit": At(PLAYED, RUN, status=(302,)),
    "training:result": At(PLAYED, RUN),
    "training:override": At(ORGANISER, {**RUN, "criterion": "criterion"}),
    # Notices: the office one was sent to. Taking part in none, the list is empty.
    "rights:notice": At(EVERYONE),
    "rights:follow_notice": At(EVERYONE),
    "rights:notice_worker": At(EVERYONE),
    "rights:notices": At(NOTICES),
    "rights:notices_csv": At(NOTICES),
    "rights:chat_photo_jpg": At(NOTICES, {"token": "no_fingerprint"}, status=(404,)),
    "rights:read_chat": At(NOTICES),
    "rights:notice_at_desk": At(RECEIVER, {"id": "notice"}),
    "rights:ask_reporter": At(RECEIVER, {"id": "notice"}, post_only=True),
    "rights:take_up_notice": At(RECEIVER, {"id": "notice"}, post_only=True),
    "rights:pass_notice_on": At(RECEIVER, {"id": "notice"}),
    "rights:keep_as_lead": At(RECEIVER, {"id": "notice"}),
    "rights:join_notice_intervention": At(RECEIVER, {"id": "notice"}),
    "rights:part_notice_intervention": At(RECEIVER, {"id": "notice"}),
    "rights:notice_to_intervention": At(RECEIVER, {"id": "notice"}, post_only=True),
    "rights:close_notice": At(RECEIVER, {"id": "notice"}),
    "rights:reopen_notice": At(RECEIVER, {"id": "notice"}),
    "rights:set_notice_aside": At(RECEIVER, {"id": "notice"}),
    "rights:take_notice_back": At(RECEIVER, {"id": "notice"}),
    "events:opinion": At(EVERYONE, {"ticket": "no_ticket"}, status=(404,)),
    "events:promises": At(ACTING),
    "events:promises_csv": At(ACTING),
    "events:show_evidence": At(ORGANISER, {"promise": "promise"}),
    "events:drop_promise": At(ORGANISER, {"promise": "promise"}),
    "events:void_evidence": At(ORGANISER, {"evidence": "shown"}),
    "events:materials": At(ACTING),
    "events:material": At(ORGANISER, {"id": "material"}),
    "events:duplicates": At(ORGANISER),
    "events:judge": At(ORGANISER, {"first": "twin_a", "second": "twin_b"}),
    "events:undo_judgement": At(ORGANISER, {"id": "judgement"}, post_only=True),
    "events:void_cost": At(ORGANISER, {"cost": "cost"}),
    "events:withdraw_consent": At(ORGANISER, {"consent": "consent"}, post_only=True),
    "events:remove_stop": At(ORGANISER, {"stop": "stop"}, post_only=True),
    "events:follow_up": At(ORGANISER, EVENT),
    "events:add_agreement": At(ORGANISER, EVENT),
    "events:add_commitment": At(ORGANISER, EVENT),
    "events:add_cost": At(ORGANISER, EVENT),
    "events:add_consent": At(ORGANISER, EVENT),
    "events:add_photo": At(ORGANISER, EVENT),
    "events:add_stop": At(ORGANISER, EVENT),
    "events:hand_out": At(ORGANISER, EVENT),
    "events:hand_to_all": At(ORGANISER, EVENT),
    "events:give_back": At(ORGANISER, EVENT),
    "events:delivery_sheet_pdf": At(ORGANISER, EVENT),
    "events:tickets": At(ORGANISER, EVENT),
    "rights:figures": At(ANSWERS | NOTICES),
    "rights:figures_csv": At(ANSWERS | NOTICES),
    "rights:figure": At(ANSWERS | NOTICES, {"code": "asked_figure"}),
    "rights:figure_csv": At(ANSWERS | NOTICES, {"code": "asked_figure"}),
    "rights:figure_rows_csv": At(ANSWERS | NOTICES, {"code": "asked_figure"}),
    "outreach:figures": At(ORGANISER),
    "outreach:figures_csv": At(ORGANISER),
    "outreach:figure": At(ORGANISER, {"code": "reached"}),
    "outreach:figure_csv": At(ORGANISER, {"code": "reached"}),
    "outreach:figure_rows_csv": At(ORGANISER, {"code": "reached"}),
    # Campaigns: the office that runs them; its staff writes, and is told that its role neither approves nor reviews.
    "outreach:campaigns": At(ACTING),
    "outreach:campaigns_csv": At(ACTING),
    "outreach:posts": At(ACTING),
    "outreach:posts_csv": At(ACTING),
    "outreach:country_claims": At(ACTING),
    "outreach:review_claim": At({"carla", "lola"}, {"claim": "claim_code"}),
    "outreach:create_campaign": At({"tania"}),
    "outreach:campaign": At(ORGANISER, CAMPAIGN),
    "outreach:edit_campaign": At(ORGANISER, CAMPAIGN),
    "outreach:calendar": At(ORGANISER, CAMPAIGN),
    "outreach:calendar_csv": At(ORGANISER, CAMPAIGN),
    "outreach:calendar_ics": At(ORGANISER, CAMPAIGN),
    "outreach:charts": At(ORGANISER, CAMPAIGN),
    "outreach:charts_csv": At(ORGANISER, CAMPAIGN),
    "outreach:add_message": At(ORGANISER, CAMPAIGN),
    "outreach:edit_message": At(ORGANISER, {**CAMPAIGN, "message": "campaign_message"}),
    "outreach:withdraw_message": At(ORGANISER, {**CAMPAIGN, "message": "campaign_message"}, post_only=True),
    "outreach:campaign_claims": At(ORGANISER, CAMPAIGN),
    "outreach:add_claim": At(ORGANISER, CAMPAIGN),
    "outreach:edit_claim": At(ORGANISER, {**CAMPAIGN, "claim": "own_claim"}),
    "outreach:withdraw_claim": At(ORGANISER, {**CAMPAIGN, "claim": "own_claim"}, post_only=True),
    "outreach:review_own_claim": At(ORGANISER, {**CAMPAIGN, "claim": "own_claim"}, status=(422,)),
    "outreach:budget": At(ORGANISER, CAMPAIGN),
    "outreach:add_line": At(ORGANISER, CAMPAIGN),
    "outreach:edit_line": At(ORGANISER, {**CAMPAIGN, "line": "budget_line"}),
    "outreach:withdraw_line": At(ORGANISER, {**CAMPAIGN, "line": "budget_line"}, post_only=True),
    "outreach:add_spending": At(ORGANISER, CAMPAIGN),
    "outreach:void_spending": At(ORGANISER, {**CAMPAIGN, "spending": "campaign_spending"}),
    "outreach:link_event": At(ORGANISER, CAMPAIGN),
    "outreach:unlink_event": At(ORGANISER, {**CAMPAIGN, "link": "campaign_event"}, post_only=True),
    "outreach:offices": At(ORGANISER, CAMPAIGN),
    "outreach:end_share": At(ORGANISER, {**CAMPAIGN, "office": "office"}, post_only=True),
    "outreach:create_post": At(ORGANISER, CAMPAIGN),
    "outreach:post": At(ORGANISER, POST),
    "outreach:edit_post": At(ORGANISER, POST),
    "outreach:ask_approval": At(ORGANISER, POST, post_only=True),
    "outreach:approve": At(ORGANISER, POST, status=(422,)),
    "outreach:send_back": At(ORGANISER, POST, status=(422,)),
    "outreach:publish": At(ORGANISER, POST),
    "outreach:take_down": At(ORGANISER, POST),
    "outreach:drop_post": At(ORGANISER, POST),
    # A conference with its polls.
    "outreach:imports": At(ORGANISER, CAMPAIGN),
    "outreach:imports_csv": At(ORGANISER, CAMPAIGN),
    "outreach:import_file": At(ORGANISER, CAMPAIGN),
    # Without a file just uploaded there is nothing to check.
    "outreach:check_import": At(ORGANISER, CAMPAIGN, status=(404,)),
    "outreach:reach": At(ORGANISER, CAMPAIGN),
    "outreach:state_overlap": At(ORGANISER, CAMPAIGN),
    "outreach:platform_file": At(ORGANISER, {"id": "platform_file"}),
    "outreach:platform_file_csv": At(ORGANISER, {"id": "platform_file"}),
    "outreach:platform_file_attachment": At(ORGANISER, {"id": "platform_file"}),
    "outreach:void_import": At(ORGANISER, {"id": "platform_file"}),
    "outreach:conferences": At(ORGANISER),
    "outreach:conferences_csv": At(ORGANISER),
    "outreach:visits": At(ACTING),
    "outreach:visits_csv": At(ACTING),
    # A conference with its polls and a visit after it.
    "outreach:polls": At(ORGANISER, TALK),
    "outreach:take_poll": At(ORGANISER, {**TALK, "moment": "polled"}),
    "outreach:poll_counts": At(ORGANISER, TALK, post_only=True),
    "outreach:poll_sheet_pdf": At(ORGANISER, TALK),
    "outreach:void_poll": At(ORGANISER, {"poll": "poll"}),
    "outreach:plan_visit": At(ORGANISER, TALK),
    "outreach:visit": At(ORGANISER, {"id": "visit"}),
    "outreach:edit_visit": At(ORGANISER, {"id": "visit"}),
    "outreach:record_visit": At(ORGANISER, {"id": "visit"}),
    "outreach:cancel_visit": At(ORGANISER, {"id": "visit"}),
    "evidence:interventions": At(ACTING),
    "evidence:interventions_csv": At(ACTING),
    "evidence:items": At(ACTING),
    "evidence:items_csv": At(ACTING),
    "evidence:handovers_csv": At(ACTING),
    "evidence:handovers": At(ACTING),
    "cases:cases": At(ACTING),
    "cases:cases_csv": At(ACTING),
    "evidence:find_district": At(ACTING, query="?district_text=Iquitos"),
    "evidence:find_species": At(ACTING, query="?reported_as=charapa"),
    # A citizen's question: asked and read by anyone with its code, answered at the programme's desk.
    "rights:session": At(EVERYONE),
    "rights:offline_session_attachment": At(EVERYONE),
    "rights:session_pdf": At(EVERYONE, {"region": "region"}),
    "rights:run_session": At(ORGANISER, {"id": "rights_session"}),
    "rights:void_session_question": At(ORGANISER, {"id": "session_question"}, post_only=True),
    "rights:question_to_consultation": At(ORGANISER, {"id": "session_question"}, post_only=True),
    "rights:tongues": At(EVERYONE),
    "rights:tongue": At(EVERYONE, {"language": "quechua"}),
    "rights:hand_in_translation": At(ANSWERS, {"language": "quechua", "slot": "slot"}),
    "rights:review_translation": At(ORGANISER, {"id": "translation"}),
    "rights:recording_attachment": At(EVERYONE, {"id": "recording"}),
    "rights:ask_question": At(EVERYONE),
    "rights:consultation_answer": At(EVERYONE),
    "rights:consultations": At(ANSWERS),
    "rights:consultations_csv": At(ANSWERS),
    "rights:take_down": At(ANSWERS),
    "rights:consultation": At(ORGANISER, CONSULTATION),
    "rights:sort_consultation": At(ORGANISER, CONSULTATION),
    "rights:pass_on_consultation": At(ORGANISER, CONSULTATION),
    "rights:answer_consultation": At(ORGANISER, CONSULTATION),
    "rights:set_aside_consultation": At(ORGANISER, CONSULTATION),
    "rights:follow_up_consultation": At(ORGANISER, CONSULTATION),
    "rights:void_follow_up": At(ORGANISER, {"id": "told"}),
    "rights:take_up_consultation": At(ORGANISER, CONSULTATION, post_only=True),
    "rights:give_back_consultation": At(ORGANISER, CONSULTATION, post_only=True),
    "rights:bring_back_consultation": At(ORGANISER, CONSULTATION, post_only=True),
    # Only roles that record, hold or lead.
    "evidence:new_intervention": At({"alba", "beto", "carla", "pilar", "gina", "eva"}),
    "evidence:new_handover": At({"alba", "beto", "carla", "pilar", "gina", "eva"}),
    "cases:open_case": At({"pilar"}),
    # A draft: the office that writes it.
    "evidence:place": At(OFFICE, DRAFT),
    "evidence:reason": At(OFFICE, DRAFT),
    "evidence:people": At(OFFICE, DRAFT),
    "evidence:add_participant": At(OFFICE, DRAFT, query="?parte=witness"),
    "evidence:participant": At(OFFICE, {**DRAFT, "participant": "participant"}),
    "evidence:remove_participant": At(OFFICE, {**DRAFT, "participant": "participant"}, post_only=True),
    "evidence:things": At(OFFICE, DRAFT),
    "evidence:add_thing": At(OFFICE, DRAFT, query="?tipo=specimen"),
    "evidence:thing": At(OFFICE, {**DRAFT, "item": "draft_item"}),
    "evidence:remove_thing": At(OFFICE, {**DRAFT, "item": "draft_item"}, post_only=True),
    "evidence:weights": At(OFFICE, DRAFT),
    "evidence:photos": At(OFFICE, DRAFT),
    "evidence:remove_photo": At(OFFICE, {**DRAFT, "photo": "draft_photo"}, post_only=True),
    "evidence:review": At(OFFICE, DRAFT),
    # A registered intervention: also the prosecutor who was told; ending it and sending it on only who manages it.
    "evidence:intervention": At(TOLD, RECORD),
    "evidence:acta_pdf": At(TOLD, RECORD),
    "evidence:labels_pdf": At(TOLD, RECORD),
    "evidence:tell": At(OFFICE, RECORD),
    "evidence:void": At(OFFICE, {"id": "apart"}),
    # An item offered to another office: the receiver sees it and nothing around it.
    "evidence:item": At({*TOLD, *RECEIVER}, {"id": "offered"}),
    "evidence:identify": At(TOLD, ITEM),
    "evidence:seal": At(OFFICE, ITEM),
    "evidence:move": At(OFFICE, ITEM),
    "evidence:handover": At({*OFFICE, *RECEIVER}, {"id": "handover"}),
    "evidence:handover_pdf": At({*OFFICE, *RECEIVER}, {"id": "handover"}),
    "evidence:receive": At(RECEIVER, {"id": "handover"}),
    "evidence:refuse": At(RECEIVER, {"id": "handover"}),
    "evidence:withdraw": At(OFFICE, {"id": "handover"}),
    # A case: the prosecutor's office.
    "cases:case": At(CASE, {"id": "case"}),
    "cases:edit_case": At(CASE, {"id": "case"}),
    "cases:add_intervention": At(CASE, {"id": "case"}),
    "cases:qualify": At(CASE, IN_CASE),
    "cases:state_facts": At(CASE, IN_CASE),
    "cases:readers": At(CASE, {"id": "case"}),
    "cases:end_reading": At(CASE, {"id": "case", "office": "office"}, post_only=True),
    "cases:ask_file": At(CASE, {"id": "case"}),
}


@action(roles=ANY_ROLE)
def _ask(*, by: Any, record: Any) -> Any:
    return jobs.start(by, "cases.file", record)


def _proposal(reviewer: Any) -> Any:
    """A correction of an entry of the law, proposed."""
    found = reviewing.entry("CP-308-v2008")
    text = proposing.begins(found).replace("en: Illegal trade in wild", "en: Illicit trade in wild")
    said = {"verdict": "corrected", "reason": "palabra", "proposed": text}
    return law.review_entry(by=reviewer.actor, id=testing.uuid7(), key=found.key, digest=found.digest, **said)


def _gathering(people: dict[str, Any]) -> dict[str, Any]:
    """An event of Tania's office to which Carla's institution is invited; someone registered was there."""
    tania = people["tania"]
    event = small.an_event(
        tania,
        audience="invited",
        announced=False,
        title_es=f"{SECRET}taller",
        title_en="",
        place_text=f"{SECRET}lugar",
    )
    to = {"by": tania.actor, "event_id": event.pk}
    invited = {"institution": people["carla"].office.institution, "contact": f"{SECRET}contacto"}
    invitation = events.save_invitation(**to, id=testing.uuid7(), values=invited)
    trainer = events.save_trainer(
        **to, id=testing.uuid7(), values={"name": f"{SECRET}nombre", "country": "PE"}
    )
    events.announce(by=tania.actor, id=event.pk)
    row = small.registered(event, by=tania, surnames=f"{SECRET}nombre")
    day, new = event.from_on, testing.uuid7
    promise = promising.promise(
        **to, id=new(), what=f"{SECRET}acuerdo", institution=tania.office.institution, due_on=day
    )
    shown = promising.show(
        by=tania.actor, promise_id=promise.pk, id=new(), on=day, text=f"{SECRET}oficio", fulfils=False
    )
    other = small.registered(event, 2, tania, surnames=f"{SECRET}nombre")
    judged = {"first": row.person_id, "second": other.person_id, "same": False, "why": f"{SECRET}motivo"}
    paid = {"kind": "food", "what": f"{SECRET}gasto", "amount": Decimal(1), "currency": "PEN", "paid_on": day}
    place = {"from_on": day, "until_on": day, "place": f"{SECRET}parada"}
    agreed = {"name": f"{SECRET}nombre", "purposes": ["report"], "given_on": day}
    return {
        "event": event,
        "session": event.sessions.get(),
        "trainer": trainer,
        "invitation": invitation,
        "participation": row,
        "attendance": small.attended(row, by=tania).attendance,
        "decision": "retirar",
        "promise": promise,
        "shown": shown,
        "material": stocking.add_material(by=tania.actor, id=new(), name_es=f"{SECRET}manual"),
        "twin_a": row.person,
        "twin_b": other.person,
        "judgement": same_person.judge(by=tania.actor, **judged),
        "cost": spending.add_cost(**to, id=new(), **paid),
        "stop": spending.add_stop(**to, id=new(), values=place),
        "consent": photographing.consent(**to, id=new(), **agreed),
        "no_ticket": "no",
    }


def _place(people: dict[str, Any]) -> tuple[Any, Any, Any]:
    """A group of Tania's that follows a course, Pilar's registration in it, her place; Carla's institution is invited."""
    tania = people["tania"]
    values = {"audience": "invited", "title_es": f"{SECRET}grupo", "description": f"{SECRET}nota"}
    cohort = learning.a_cohort(certifying.WITHOUT_EXERCISE, by=tania, announced=False, **values)
    to = {"by": tania.actor, "event_id": cohort.event_id}
    events.save_invitation(
        **to, id=testing.uuid7(), values={"institution": people["carla"].office.institution}
    )
    events.announce(by=tania.actor, id=cohort.event_id)
    row = small.registered(cohort.event, n=9, by=tania, email=people["pilar"].person.email)
    return cohort, row, courses.begin(by=people["pilar"].actor, participation_id=row.pk)


def _course(people: dict[str, Any]) -> dict[str, Any]:
    """Pilar's place in a course: tests handed in, an appeal, a certificate; and a test that still runs in a second place."""
    cohort, row, enrolment = _place(people)
    second = _place(people)[2]
    pilar, at = people["pilar"].actor, {"enrolment_id": enrolment.pk}
    handed_in = actions_tests.start(by=pilar, id=testing.uuid7(), kind="pre", **at)
    handed_in = actions_tests.submit(by=pilar, id=handed_in.pk)
    asked = handed_in.ids[0]
    told = {"attempt_id": handed_in.pk, "question": asked, "reason": f"{SECRET}motivo"}
    appeal = actions_tests.appeal(by=pilar, id=testing.uuid7(), **told)
    for n in (1, 2):
        courses.finish_lesson(by=pilar, module=n, **at)
    return {
        "cohort": cohort,
        "enrolment": enrolment,
        "learning": row,
        "course": cohort.course,
        "module": 1,
        "handed_in": handed_in,
        "asked": asked,
        "appeal": appeal,
        "certificate": certifying.certified(enrolment, people["pilar"], people["tania"]),
        "test": actions_tests.start(by=pilar, id=testing.uuid7(), enrolment_id=second.pk, kind="pre"),
        "tongue": "es",
        "no_number": "2026-CERT-222222",
        "no_form": "json",
        "no_list": 9,
    }


def _talk(people: dict[str, Any]) -> dict[str, Any]:
    """A conference of Tania's that was polled, and a visit planned after it."""
    tania = people["tania"]
    talk = small.an_event(
        tania, kind="conference", audience="invited", title_es=f"{SECRET}charla", announced=False
    )
    poll = polling.a_poll(talk, by=tania.actor)
    plan = {
        "destination": "market",
        "ubigeo": "160101",
        "place_text": f"{SECRET}mercado",
        "planned_on": talk.until_on,
    }
    visit = actions_visits.plan_visit(by=tania.actor, event_id=talk.pk, id=testing.uuid7(), values=plan)
    return {
        "talk": talk,
        "poll": poll,
        "visit": visit,
        "polled": "antes",
        "reached": "OUT-09",
        "asked_figure": "OUT-10",
    }


def _run(people: dict[str, Any]) -> Any:
    """An exercise Tania opened for Alba, handed in."""
    by = people["tania"].actor
    run = exercises.open_run(by=by, id=testing.uuid7(), slug="ex-04", team={"customs": people["alba"].person})
    return exercises.submit(by=by, run_id=run.pk)


def _campaign(people: dict[str, Any], event: Any) -> dict[str, Any]:
    """A campaign of Tania's with one of everything, to which a gathering belongs."""
    tania = people["tania"]
    words = {key: f"{SECRET}meta" for key in ("objectives", "audience")}
    campaign = campaigning.a_campaign(tania, name_es=f"{SECRET}campania", name_en="", **words)
    own = campaigning.a_claim(campaign, tania, text_es=f"{SECRET}dicho")
    to = {"by": tania.actor, "campaign_id": campaign.pk}
    paid = {"kind": "radio", "what": f"{SECRET}gasto", "amount": Decimal(1), "currency": "PEN"}
    spent = {**paid, "paid_on": tania.actor.today}
    said = {"text_es": f"{SECRET}mensaje", "audience": f"{SECRET}meta"}
    return {
        "campaign": campaign,
        "platform_file": importing.brought(campaign, tania, name=f"{SECRET}cifras.csv"),
        "campaign_message": campaigns.save_message(**to, id=testing.uuid7(), values=said),
        "own_claim": own,
        "claim_code": campaigning.CLAIM,
        "budget_line": budget.save_line(**to, id=testing.uuid7(), values=paid),
        "campaign_spending": budget.add_spending(**to, id=testing.uuid7(), values=spent),
        "campaign_event": campaigns.link_event(**to, id=testing.uuid7(), event_id=event.pk),
        "post": campaigning.a_post(
            campaign, tania, [str(own.pk)], title=f"{SECRET}titular", text=f"{SECRET}noticia"
        ),
    }


def _asked(people: dict[str, Any]) -> dict[str, Any]:
    """A citizen's question at Tania's desk, answered with a lawful way, and what became of it."""
    consulting.desk()
    row, _code = consulting.a_question(
        ubigeo="", question=f"{SECRET}pregunta", animal=f"{SECRET}animal", contact=f"{SECRET}contacto"
    )
    consulting.answered(row, people["tania"], text=f"{SECRET}respuesta")
    tania = people["tania"]
    held = small.an_event(tania, kind="know_your_rights", title_es=f"{SECRET}sesion", title_en="")
    return {
        "consultation": row,
        "told": consulting.followed_up(row, tania),
        "rights_session": held,
        "session_question": consulting.noted(held, tania, words=f"{SECRET}pregunta"),
        "translation": consulting.handed_in(tania, text=f"{SECRET}texto", translated_by=f"{SECRET}nombre"),
        "recording": consulting.accepted(tania, text="", language="cni"),
        "quechua": "que",
        "slot": "S01",
        "region": "16",
    }


def world() -> dict[str, Any]:
    """Records of Alba's office, one item offered to Carla, a case of Pilar; and people they are no business of."""
    everyone = testing.people()
    alba, pilar = everyone.alba, everyone.pilar
    people = {name: getattr(everyone, name) for name in ("alba", "beto", "carla", "pilar", "noe", "ada")}
    people["gina"] = testing.someone("Gina", testing.office("PNP-UC", "PNP-DIRMEAMB"))
    people["eva"] = testing.someone("Eva", alba.office, exercise=testing.uuid7())
    people["lola"] = testing.someone("Lola", testing.office("MINAM-LEX", "MINAM"), "reviewer")
    people["tania"] = small.coordinator()
    words = {"title": f"{SECRET}titulo", "place_text": f"{SECRET}lugar", "reason": f"{SECRET}motivo"}
    told = {
        "prosecutor_told": "telephone",
        "prosecutor_office": pilar.office,
        "prosecutor_name": f"{SECRET}fiscal",
    }
    thing = {"reported_as": f"{SECRET}cosa", "description": f"{SECRET}detalle"}
    draft = testing.an_intervention(alba, [thing], registered=False, **words)
    participant = evidence.save_participant(
        by=alba.actor,
        intervention_id=draft.pk,
        id=testing.uuid7(),
        values={"part": "intervened", "name": f"{SECRET}nombre"},
    )
    intervention = testing.an_intervention(
        alba, [{**thing, "seal": "S-1"}, {**thing, "seal": "S-2"}], **words, **told
    )
    item, offered = intervention.items.order_by("order")
    photo = evidence.add_photo(
        by=alba.actor, intervention_id=intervention.pk, upload=testing.a_photo(), caption=f"{SECRET}foto"
    )
    draft_photo = evidence.add_photo(by=alba.actor, intervention_id=draft.pk, upload=testing.a_photo())
    handover = testing.a_handover(alba, items=[offered], note=f"{SECRET}nota")
    case = testing.a_case(pilar, [intervention], title=f"{SECRET}caso")
    gathering = _gathering(people)
    told_by = {"text": f"{SECRET}aviso", "place_text": f"{SECRET}lugar", "name": f"{SECRET}nombre"}
    notice = notices.a_notice(**told_by)
    return {
        "notice": notice,
        **gathering,
        **_campaign(people, gathering["event"]),
        **_course(people),
        **_talk(people),
        **_asked(people),
        "run": _run(people),
        "exercise": "ex-04",
        "figure": "CAP-05",
        "question": "scores",
        "criterion": "scores",
        "people": people,
        "draft": draft,
        "participant": participant,
        "draft_item": draft.items.get(),
        "draft_photo": draft_photo,
        "intervention": intervention,
        "apart": testing.an_intervention(alba, [thing], **words),
        "item": item,
        "offered": offered,
        "photo": photo,
        "handover": handover,
        "case": case,
        "office": pilar.office,
        "job": _ask(by=pilar.actor, record=case),
        "group": "CP-308",
        "entry": "CP-308-v2008",
        "proposal": _proposal(people["lola"]),
        "no_fingerprint": "0" * 64,
        "no_user": "1",
        "no_key": "set-password",
        "no_key_number": 1,
        "taxon": "podocnemis-unifilis",
        "district": "160301",
        "written_question": "S03",
        "guide": "rondas",
        "way": "W-ENTREGA",
    }


def client_of(here: dict[str, Any], name: str) -> Client:
    return Client() if name == "visitor" else testing.sign_in(here["people"][name])


def address(name: str, at: At, here: dict[str, Any], missing: bool = False) -> str:
    """The address of this world's record, or of one that does not exist."""
    kwargs = {}
    for key, what in at.about.items():
        thing = here[what]
        kwargs[key] = (testing.uuid7() if missing else thing.pk) if hasattr(thing, "pk") else thing
    return reverse(name, kwargs=kwargs) + at.query


def names(resolver: Any = None, spaces: tuple[str, ...] = ()) -> set[str]:
    """The names of every address, with their namespaces."""
    found: set[str] = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= names(one, (*spaces, one.namespace) if one.namespace else spaces)
        elif isinstance(one, URLPattern):
            found.add(":".join((*spaces, one.name or f"unnamed {one.pattern}")))
    return found


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def test_every_address_has_its_row():
    found = {name for name in names() if not name.startswith("admin:")}
    assert found == set(ADDRESSES), "write a row in ADDRESSES: who gets it?"


def test_the_public_addresses_are_the_ones_written_here():
    assert {name for name, at in ADDRESSES.items() if "visitor" in at.sees} | {
        # public doors to one's own account that ask for sign-in themselves
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    } == set(PUBLIC)  # fmt: skip


@pytest.mark.parametrize("name", sorted(EVERYONE))
def test_everyone_at_every_address(name):
    """Who may gets the page; a visitor is sent to sign in; the rest meet what a missing record would be."""
    here, wrong = world(), []
    client = client_of(here, name)
    for address_name, at in ADDRESSES.items():
        url = address(address_name, at, here)
        answer = client.get(url)
        got = answer.status_code
        if name in at.sees:
            expected = (405,) if at.post_only else at.status
            fine = got in expected
        elif name == "visitor":
            fine, expected = got == 302 and answer.url.startswith(reverse("account_login")), "to sign-in"
        else:
            # 405 and, where no record is named, 422 ("your role ...") tell nothing of any record.
            fine, expected = got == 404 or (at.post_only and got == 405) or (not at.about and got == 422), 404
        if not fine:
            wrong.append(f"{address_name} {url}: {got} {getattr(answer, 'url', '')}, expected {expected}")
        body(answer)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["carla", "gina", "eva", "ada", "noe", "visitor"])
def test_nobody_writes_where_they_do_not_belong(name):
    """A form sent to an address of a record one may not see changes nothing and answers as if there were none."""
    here, wrong = world(), []
    client = client_of(here, name)
    before = JournalEntry.objects.count()
    for address_name, at in ADDRESSES.items():
        if (
            name in at.sees
            or not at.about
            or address_name.startswith(("account", "mfa", "core:check", "law:"))
        ):
            continue
        sent = {"word": "x", "why": "x", "ir": "guardar"}
        answer, none = (
            client.post(address(address_name, at, here, missing), sent) for missing in (False, True)
        )
        # 422: the role may do this to no record at all.
        fine = {302} if name == "visitor" else {404, 405, 422}
        if answer.status_code not in fine or _plain(body(answer)) != _plain(body(none)):
            wrong.append(f"{address_name}: {answer.status_code}, for a missing one {none.status_code}")
    assert not wrong, "\n".join(wrong)
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("name", ["gina", "eva", "ada"])
def test_refused_and_missing_cannot_be_told_apart(name):
    here, wrong = world(), []
    client = client_of(here, name)
    for address_name, at in ADDRESSES.items():
        if name in at.sees or not at.about:
            continue
        real, none = (
            client.get(address(address_name, at, here)),
            client.get(address(address_name, at, here, missing=True)),
        )
        # Each answer has its own length and, where it is never kept, its own second.
        own = ("Content-Length", "Expires")
        kept = {k: v for k, v in real.headers.items() if k not in own}
        other = {k: v for k, v in none.headers.items() if k not in own}
        if (real.status_code, kept) != (none.status_code, other) or _plain(body(real)) != _plain(body(none)):
            wrong.append(address_name)
    assert not wrong


def _plain(text: str) -> str:
    """Without what each request brings itself: its address and its token."""
    import re

    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", text)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", text)


@pytest.mark.parametrize("name", ["gina", "eva", "ada", "noe", "visitor"])
def test_what_one_may_not_see_shows_nowhere(name):
    """Not in a list, a search, a count, an export, a form's choices, nor in the other language."""
    here, met = world(), []
    client = client_of(here, name)
    numbers = [here["intervention"].number, here["handover"].number, here["case"].number]
    for address_name, at in ADDRESSES.items():
        for language in ("es", "en"):
            with translation.override(language):
                url = address(address_name, at, here)
            answer = client.get(url)
            text = (
                body(answer)
                .replace(f"q={SECRET}", "")
                .replace(f'value="{SECRET}"', "")
                .replace(f"“{SECRET}”", "")
                .replace(f"«{SECRET}»", "")
            )
            met += [
                f"{url}: {word}"
                for word in (f"{SECRET}t", f"{SECRET}l", f"{SECRET}m", f"{SECRET}c", f"{SECRET}n", *numbers)
                if word in text
            ]
            met += [
                f"{url}: {here[what].pk}"
                for what in ("intervention", "item", "case", "event", "participation")
                if str(here[what].pk) in text and str(here[what].pk) not in url
            ]
    assert not met, "\n".join(met)


def test_the_receiver_sees_the_item_and_nothing_around_it():
    here = world()
    carla = client_of(here, "carla")
    page = body(carla.get(reverse("evidence:item", args=[here["offered"].pk])))
    assert f"{SECRET}cosa" in page
    for word in ("titulo", "motivo", "fiscal", "nombre"):
        assert f"{SECRET}{word}" not in page
    assert str(here["item"].number) not in page


@pytest.mark.parametrize("who", ["alba", "noe", "gina"])
def test_the_desk_of_the_administrator_is_closed_to_others(who):
    here = world()
    client = client_of(here, who)
    for name in ("index", "core_person_changelist", "core_user_add"):
        assert client.get(reverse(f"admin:{name}")).status_code == 404
    assert Client().get(reverse("admin:index")).url.startswith(reverse("account_login"))


def test_the_administrator_edits_reference_tables_and_nothing_else():
    here = world()
    ada = client_of(here, "ada")
    assert ada.get(reverse("admin:core_person_changelist")).status_code == 200
    registered = {
        name.removeprefix("admin:").rsplit("_", 1)[0] for name in names() if name.endswith("_changelist")
    }
    assert registered <= {"core_institution", "core_office", "core_person", "core_membership", "core_user"}


def test_framework_permissions_open_nothing():
    """A superuser without membership sees what anyone without membership sees."""
    from arariwa.core.models import User

    here = world()
    root = Client()
    root.force_login(User.objects.create_superuser("raiz@prueba.example", testing.PASSWORD))
    for name in (
        "evidence:interventions",
        "evidence:intervention",
        "cases:case",
        "core:attachment",
        "core:search",
    ):
        assert root.get(address(name, ADDRESSES[name], here)).status_code == 404


def test_acting_for_another_office_shows_what_that_office_sees():
    here = world()
    both = testing.someone("Carla", here["people"]["alba"].office, "wildlife")
    client = testing.sign_in(here["people"]["carla"])
    url = reverse("evidence:intervention", args=[here["intervention"].pk])
    assert client.get(url).status_code == 404
    client.post(reverse("core:actor"), {"membership": str(both.membership.pk)})
    assert client.get(url).status_code == 200


def test_nobody_acts_under_a_membership_of_another():
    here = world()
    client = client_of(here, "gina")
    answer = client.post(reverse("core:actor"), {"membership": str(here["people"]["alba"].membership.pk)})
    assert answer.status_code == 404
    assert client.get(reverse("evidence:intervention", args=[here["intervention"].pk])).status_code == 404


def test_a_session_ends_with_the_membership():
    here = world()
    beto = here["people"]["beto"]
    client = testing.sign_in(beto)
    url = reverse("evidence:intervention", args=[here["intervention"].pk])
    assert client.get(url).status_code == 200
    beto.membership.until_on = beto.actor.today
    beto.membership.save()
    assert client.get(url).status_code == 404


def test_a_grant_that_ends_closes_the_page():
    here = world()
    pilar = client_of(here, "pilar")
    url = reverse("evidence:intervention", args=[here["intervention"].pk])
    assert pilar.get(url).status_code == 200
    access.Grant.objects.filter(office=here["people"]["pilar"].office).update(
        until_at=testing.actor(here["people"]["alba"]).now
    )
    assert pilar.get(url).status_code == 404


def test_a_nul_in_an_address_is_a_bad_request_not_an_error():
    client = client_of(world(), "alba")
    for url in (f"{reverse('core:search')}?q=%00", f"{reverse('evidence:interventions')}?q=a%00b", "/%00"):
        assert client.get(url).status_code in (400, 404)


@pytest.mark.parametrize(
    "junk", ["'", "\\", "%", "\u202e", "<script>", "9" * 400, "٢٠٢٦", "9999", "0000", "-1", "ñ" * 300]
)
def test_no_filter_of_a_list_breaks(junk):
    client = client_of(world(), "alba")
    for name in (
        "evidence:interventions",
        "evidence:items",
        "evidence:handovers",
        "cases:cases",
        "events:events",
        "events:calendar",
        "outreach:campaigns",
        "outreach:posts",
        "core:search",
        "law:species",
        "rights:questions",
        "rights:ways",
        "rights:ask",
    ):
        keys = (
            "q",
            "anio",
            "ano",
            "year",
            "como",
            "punto",
            "estado",
            "clase",
            "taxon",
            "pagina",
            "mark",
            "marca",
            "desde",
            "mes",
            "clase",
            "region",
            "orden",
            "canal",
            "idioma",
            "campania",
        )
        answer = client.get(reverse(name), dict.fromkeys(keys, junk))
        assert answer.status_code == 200, (name, junk)


def test_actions_of_core_that_pages_do_not_use_are_still_closed():
    """The administrator's verbs need the administrator's role, whoever calls them."""
    from arariwa.core.domain.refused import Refused

    gina = world()["people"]["gina"]
    with pytest.raises(Refused):
        actions.register_person(by=gina.actor, given_names="X", surnames="Y")
    assert settings.REQUIRE_SECOND_FACTOR is False
