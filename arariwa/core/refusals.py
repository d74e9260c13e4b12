"""The sentence of every code by which something is refused: one table for pages, commands and the API.

Keys are sorted by prefix. A hole such as %(given)s is filled with the value the rule named; a value that the
rule did not name stays empty rather than breaking the refusal.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arariwa.core import formatting
from arariwa.core.domain.refused import Refused
from arariwa.core.packs import Problem

SENTENCES: dict[str, str | Promise] = {
    "access.level": _("Your office may read this record but not change it."),
    "access.role": _("Your role (%(role)s) does not allow this."),
    "appeal.decided": _("This appeal was already decided."),
    "appeal.decision": _(
        "Say whether the appeal is granted, the question annulled, or the appeal dismissed."
    ),
    "appeal.own": _("Nobody decides an appeal against their own test."),
    "appeal.twice": _("You already appealed against this question."),
    "ask.act": _("That is none of the acts one can ask about; choose one below."),
    "ask.animal": _("No animal or plant stands under that name; choose one or write its name."),
    "ask.department": _("That is no department; choose one of the list."),
    "ask.not_together": _("What was chosen does not go together; choose again."),
    "ask.option": _("The address names something that cannot be chosen; choose again."),
    "attendance.how": _("Choose how attendance was taken."),
    "attendance.signature": _("The signature could not be read; sign again or tick the name."),
    "attendance.too_early": _("This session is still to come; attendance is taken from the day before on."),
    "attendance.unknown": _("This code belongs to nobody registered for this event."),
    "backup.added": _("%(file)s is in the copy but not in its manifest; it was put there later."),
    "backup.changed": _("The copy is not whole: %(file)s is missing or was changed."),
    "backup.home_in_use": _("%(folder)s already holds records; a copy is put back into an empty home only."),
    "backup.no_manifest": _("%(folder)s holds no readable manifest; it is not a copy made by Arariwa."),
    "backup.no_program": _("The program %(program)s is not installed."),
    "backup.not_empty": _("The folder %(folder)s is not empty."),
    "backup.other_database": _("The copy is of another kind of database (%(kind)s)."),
    "backup.program_failed": _("%(program)s failed: %(why)s"),
    "budget.currency": _("This line of the budget is in %(currency)s."),
    "budget.no_line": _("Choose a line of this campaign's budget."),
    "budget.spent_from": _("Money was spent from this line; void those rows first."),
    "campaign.days": _("The last day of the campaign is before its first."),
    "campaign.no_such": _("There is no campaign “%(given)s”."),
    "campaign.none": _("There is no campaign yet; make one first."),
    "campaign.own_office": _("The office that runs the campaign sees it already."),
    "campaign.share_level": _("Choose whether the office reads the campaign or works on it."),
    "case.already_joined": _("This intervention already belongs to the case."),
    "case.closed": _("Case %(number)s is closed."),
    "case.draft_intervention": _("“%(title)s” is still a draft; register it first."),
    "case.no_interventions": _("Choose at least one intervention."),
    "case.no_such": _("There is no case “%(case)s”."),
    "certificate.already": _("This place already has certificate %(number)s."),
    "certificate.no_issuer": _(
        "Nobody is named yet who issues certificates: write %(file)s and name its folder in ARARIWA_ISSUER."
    ),
    "certificate.not_earned": _("The certificate of %(name)s cannot be issued yet. %(missing)s"),
    "certificate.not_renewable": _(
        "%(number)s cannot be renewed: a certificate is renewed when the law taught has changed, or from 90 days before it expires."
    ),
    "certificate.own": _("Nobody issues a certificate for themselves; a colleague has to."),
    "certificate.revoked": _("Certificate %(number)s is already revoked."),
    "chat.encoding": _("The text of the chat cannot be read from line %(line)s on: it is not UTF-8."),
    "chat.kind": _(
        "This is no exported chat: choose the .txt file, or the .zip that holds it with its photos."
    ),
    "chat.line": _(
        "Line %(line)s does not begin like a message of WhatsApp. Export the chat again and do not change the file."
    ),
    "chat.message": _(
        "The message that begins in line %(line)s has more than %(most)s letters; WhatsApp writes none that long. Export the chat again and do not change the file."
    ),
    "chat.none": _("The file holds no message of WhatsApp."),
    "chat.old": _("The messages were shown too long ago; read the file again."),
    "chat.order": _(
        "Nothing in this file tells whether the day or the month comes first in its dates. Choose it below."
    ),
    "chat.too_long": _("The chat has more than %(most)s messages; export a part of it."),
    "chat.too_much": _("The chosen messages are longer than %(most)s letters together; choose fewer."),
    "claim.caveat_missing": _("Its caveat stands neither in the text nor in the note: “%(caveat)s”"),
    "claim.changed": _("The claim was changed meanwhile; read it again before you judge it."),
    "claim.no_source_to_review": _("A claim without a source cannot be found right."),
    "claim.none": _("There is no claim “%(given)s”."),
    "claim.own": _("Nobody reviews a claim they wrote; another reviewer has to."),
    "claim.theme": _("Choose what the claim is about."),
    "claim.unfit": _("A reviewer found that this claim may not be used, or it was withdrawn: “%(claim)s”"),
    "claim.unreviewed": _("Nobody reviewed this claim yet: “%(claim)s”"),
    "claim.unsourced": _("This claim has no source: “%(claim)s”"),
    "cohort.already": _("This event follows a course already."),
    "cohort.closed": _("The course is not open on this day; nothing more is recorded."),
    "cohort.days": _("The course cannot close before it opens."),
    "command.extra": _(
        "“%(given)s” is too much here; words that belong together go between quotation marks."
    ),
    "command.flag": _("The option %(option)s takes no value."),
    "command.missing": _("%(name)s is missing; see --help."),
    "command.no_option": _("There is no option %(given)s; see --help."),
    "command.no_value": _("The option %(option)s needs a value."),
    "command.not_readable": _("This account may not read it."),
    "command.stopped": _("Stopped before it began; nothing was changed."),
    "command.unknown": _("There is no command “%(given)s”; there are: %(known)s."),
    "command.verb": _("Say which command: %(known)s."),
    "command.wrong": _("This cannot be understood: %(why)s"),
    "consent.guardian": _("For someone under 18 write the guardian who signed."),
    "consent.purposes": _("Say what they agreed to; at least one purpose."),
    "consultation.act": _("Choose one of the things in the list, or leave it open."),
    "consultation.against_verdict": _(
        "The law says otherwise of the facts as you stated them: change the word or the facts."
    ),
    "consultation.answered": _("It was answered: correct the answer instead."),
    "consultation.answered_meanwhile": _(
        "Someone answered it meanwhile. Read that answer first, then correct it if need be."
    ),
    "consultation.authority": _("Name the authority that grants the title of this way."),
    "consultation.authority_of_way": _("This authority does not grant the title of this way."),
    "consultation.future": _("The day of the question is still to come."),
    "consultation.no_desk": _("In this copy nobody answers questions. Use one of the official channels."),
    "consultation.no_norm": _("An answer names the norm it rests on: mark one at least."),
    "consultation.not_referred": _("The answer names no lawful way, so that there is nothing to follow up."),
    "consultation.office": _("This office was closed; choose another one."),
    "consultation.office_answers_not": _("Nobody at this office answers questions; choose another one."),
    "consultation.session": _("Say at which session it was asked."),
    "consultation.set_aside": _("It was set aside. Bring it back first."),
    "consultation.taken": _(
        "%(name)s is answering it. Ask them to give it back, or the coordinator to free it."
    ),
    "consultation.topic": _("Choose one of the subjects in the list, or leave it open."),
    "consultation.unknown_norm": _("%(given)s is the code of no norm in the law or the rights pack."),
    "consultation.way": _("Choose one of the lawful ways of the list."),
    "consultation.way_missing": _("An authority is named but no lawful way; choose the way."),
    "cost.amount": _("Write an amount above zero."),
    "cost.currency": _("Choose a currency from the list."),
    "cost.kind": _("Choose a kind of cost from the list."),
    "course.blueprint_module": _(
        "The test asks for questions of module %(given)s, which the course does not have or names twice."
    ),
    "course.exists": _("%(folder)s already holds another text of this course; move it away first."),
    "course.hours": _("The modules take %(found)s hours, the course only %(given)s."),
    "course.module_twice": _("Module %(given)s stands twice."),
    "course.no_exercise": _("There is no exercise %(given)s in packs/exercises."),
    "course.no_lesson": _("Module %(given)s has no lesson in Spanish (modules/%(given)s.es.md)."),
    "course.no_module": _("This lesson belongs to module %(given)s, which course.yaml does not have."),
    "course.no_questions": _("The course has no questions yet."),
    "course.no_such": _("There is no course “%(given)s”; there are: %(known)s."),
    "course.not_a_file": _("%(file)s is not a course as “arariwa training export” writes it."),
    "course.not_in_common": _("There is no “%(given)s” in packs/courses/common.yaml."),
    "course.other_folder": _("The code is %(given)s, but the folder is called %(folder)s."),
    "course.path": _("%(file)s holds a file that would be written outside its folder: %(given)s."),
    "course.stray_file": _("A lesson is called modules/<number>.es.md or modules/<number>.en.md."),
    "course.too_large": _("%(file)s is larger than a course may be (%(limit_mb)s MB)."),
    "course.unknown": _("There is no such course, or it is not loaded."),
    "credential.changed": _(
        "The certificate was changed after it was signed: its signature does not fit what it says."
    ),
    "credential.list_stale": _("The list of revoked certificates held good until %(until)s; get it anew."),
    "credential.list_unreadable": _("The list of revoked certificates is none, or was changed."),
    "credential.no_certificate": _("This was signed with a key of the issuer, but it is no certificate."),
    "credential.other_list": _("This list of revoked certificates is not the one the certificate names."),
    "credential.unknown_key": _("The certificate is signed by none of these keys."),
    "credential.unreadable": _("The file holds no certificate, or not a whole one."),
    "custody.meanwhile": _(
        "Someone recorded another act of custody on this item meanwhile. Look again before going on."
    ),
    "custody.not_taken": _("Item %(item)s was not taken, so there is no custody to hand over."),
    "custody.other_seal": _("The seal does not match: %(recorded)s is recorded, %(seal)s was written."),
    "custody.place": _("Say where the item is now."),
    "custody.reason": _("Say why the seal is renewed."),
    "custody.seal_broken": _(
        "Seal %(seal)s is broken or changed. Refuse the item; the office that holds it must record what happened and seal it again."
    ),
    "custody.seal_missing": _("Seal %(seal)s is recorded; say that you saw it whole, or refuse the item."),
    "custody.seal_number": _("Write the number of the seal."),
    "custody.time": _("This is earlier than the last act of custody."),
    "custody.wrong_holder": _("Your office does not hold this item, or no longer does."),
    "database.busy": _("Another program keeps %(database)s busy; try again in a moment."),
    "database.closed": _(
        "%(database)s cannot be opened or written (%(why)s); look at its folder, its owner and the free space."
    ),
    "database.damaged": _(
        "%(database)s cannot be read as a database (%(why)s); put a copy back into an empty home with arariwa restore."
    ),
    "database.unreachable": _("%(database)s cannot be reached: %(why)s"),
    "day.future": _("The day of the facts cannot be in the future; today is %(today)s."),
    "day.incomplete": _("Write day, month and year."),
    "day.malformed": _("That day does not exist. Write day, month and year with numbers, such as 16 3 2026."),
    "day.no_month": _("Write the month too, or leave the day empty."),
    "day.no_year": _("Write the year; day and month may stay empty."),
    "day.too_old": _("The day is before %(first)s, earlier than the law this system knows."),
    "day.unreadable": _("“%(given)s” is not a day; write it as 2016-01-06."),
    "email.taken": _("There is already a sign-in with %(email)s."),
    "enrolment.of_another": _("Only the learner reads the lessons of this place in the course."),
    "enrolment.withdrawn": _("This place in the course was taken back."),
    "event.audience": _("Invite at least one institution first, or let any official ask to take part."),
    "event.cancelled": _("Event %(number)s was cancelled."),
    "event.closed": _("Event %(number)s is closed; its list no longer changes."),
    "event.days": _("The last day is before the first."),
    "event.no_sessions": _("Add at least one session first."),
    "event.nobody": _("Nobody is recorded as having taken part; record attendance before closing."),
    "event.not_closed": _("Event %(number)s is not closed."),
    "event.not_over": _("The last day of the event, %(day)s, is still to come."),
    "event.own_office": _("This office organises the event already."),
    "event.registration_days": _("Registration would end before it begins."),
    "evidence.early": _("This day is before the event."),
    "evidence.future": _("This day is still to come."),
    "exercise.answer": _(
        "This question cannot be answered so; choose or write one of the answers it asks for."
    ),
    "exercise.clock": _("Only whoever leads the exercise may do this."),
    "exercise.group_used_up": _("At most %(most)s of these may be chosen, and they are used up."),
    "exercise.handed_in": _("The exercise was handed in; nothing more is answered in it."),
    "exercise.inside": _("You are acting within an exercise. Go back to your own office first."),
    "exercise.no_criterion": _("This exercise has no such criterion."),
    "exercise.no_office": _(
        "For “%(role)s” an office of one of these institutions is needed, and none is open here: %(institutions)s."
    ),
    "exercise.no_person": _("Nobody with that e-mail address is known here."),
    "exercise.no_question": _("This exercise has no question “%(question)s”."),
    "exercise.not_available": _("This exercise needs a part of the system that does not exist yet."),
    "exercise.not_graded": _("The exercise has not been handed in yet."),
    "exercise.not_yet": _("This has not come up yet in the exercise."),
    "exercise.once": _("This is answered once only, and it was answered."),
    "exercise.other_role": _("Another role of the exercise answers this."),
    "exercise.other_scene": _("The hearing has moved on; look at what is being said now."),
    "exercise.outside": _("Act in one of your roles of this exercise first."),
    "exercise.points": _("Give between 0 and %(most)s points."),
    "exercise.role_missing": _("Say who plays “%(role)s”."),
    "exercise.speed": _("Choose a number between 1 and %(most)s."),
    "exercise.too_many": _("Choose at most %(most)s."),
    "exercise.trainer_only": _("Only programme staff open an exercise for a team."),
    "fact.meanwhile": _("Someone answered this meanwhile: %(value)s. Look again before saving."),
    "fact.source": _("Say what the facts rest on: a record, a report, a statement."),
    "fact.unknown": _("The law knows no fact “%(path)s”."),
    "field.missing": _("This must be filled in."),
    "figure.foreign": _("A figure holds no picture and no page from elsewhere, only its own drawing."),
    "figure.missing": _("The figure %(given)s is not in the folder."),
    "figure.no_viewbox": _("The figure has no viewBox, so it cannot shrink on a telephone."),
    "figure.not_svg": _("This is not an SVG drawing."),
    "figure.outside": _("A figure refers to nothing outside itself."),
    "figure.script": _("A figure holds no script."),
    "figure.style": _(
        "Pages refuse styles within a figure; write attributes, such as stroke with currentColor."
    ),
    "file.changed": _(
        "The file %(file)s was changed on the disk after it was kept; see arariwa check --deep."
    ),
    "file.empty": _("The file is empty."),
    "file.kind": _("This file cannot be kept: by its content it is none of these: %(allowed)s."),
    "file.too_large": _("The file is larger than %(limit_mb)s MB."),
    "follow_up.early": _("This day lies before the answer."),
    "follow_up.future": _("This day is still to come."),
    "guide.heading": _("Headings within a guide begin with two signs (## ); the title stands in the head."),
    "guide.html": _("A guide is plain Markdown: text, points, links; found: %(given)s"),
    "guide.length": _("The guide has %(found)s words; it should have %(least)s to %(most)s."),
    "guide.level": _(
        "The guide reads too hard: %(score)s points of ease; its readers need more than %(least)s."
    ),
    "guide.link": _("A link names an entry of the rights pack, such as S03 or W-ENTREGA, not %(given)s."),
    "guide.no_head": _("A guide begins with its head between two lines of three dashes."),
    "guide.other_language": _(
        "The guide is to stand in both languages, with the same order, reader, questions, ways, actors, law and review."
    ),
    "handover.already_offered": _("Item %(item)s already waits in another hand-over."),
    "handover.answered": _("Hand-over %(number)s was already answered: %(how)s by %(who)s, on %(at)s."),
    "handover.no_items": _("Choose at least one item."),
    "handover.other_office": _("Only %(office)s may answer this."),
    "handover.same_office": _("Choose an office other than yours."),
    "handover.too_many": _("At most %(most)s items at once."),
    "handover.why": _("Choose a reason from the list."),
    "home.behind": _(
        "The tables of %(home)s are of an earlier version (%(step)s is missing); run arariwa setup."
    ),
    "home.holds_records": _(
        "%(home)s already holds real records; the demonstration needs an empty folder (ARARIWA_HOME)."
    ),
    "home.not_set_up": _(
        "%(home)s is not set up yet; run arariwa setup, or arariwa demo for a demonstration."
    ),
    "hour.future": _("That hour is still to come today; correct the day or the hour."),
    "hour.malformed": _("Write the hour with 24 hours, such as 14:35."),
    "id.conflict": _("This was already saved with other content. Nothing was changed; open it and compare."),
    "id.malformed": _("The identifier is not correct."),
    "intervention.changed": _(
        "Someone changed this record while you were reviewing it. Look at it again before registering."
    ),
    "intervention.handed_on": _("Its items have been handed on; it can no longer be declared void."),
    "intervention.in_case": _("A case rests on it; it can no longer be declared void."),
    "intervention.no_items": _(
        "Nothing has been recorded as found: add at least one thing, even if it was only seen."
    ),
    "intervention.not_prosecutor": _("%(office)s is not a prosecutor's office."),
    "intervention.registered": _("Intervention %(number)s is registered and can no longer be changed."),
    "invitation.already": _("%(institution)s is already invited."),
    "item.not_specimen": _("Only an animal, a plant, or a part or product of one has a species."),
    "item.too_many": _("At most %(most)s things in one intervention."),
    "job.failed": _(
        "The work stopped because of an error of the system. Nothing was lost; ask for it again."
    ),
    "keys.damaged": _("%(file)s is not a whole key; put the keys of a safe copy back."),
    "keys.purpose": _("There are no keys for “%(given)s”; there are: %(known)s."),
    "keys.unreadable": _("The file of public keys is none, or was changed."),
    "law.no_entry": _("The law holds nothing under “%(given)s”."),
    "lesson.answered_otherwise": _(
        "The engine answers otherwise: %(what)s, the lesson says %(wanted)s, the engine %(found)s."
    ),
    "lesson.empty_line": _("An empty line within the block."),
    "lesson.figure_alone": _("A figure stands alone in its paragraph: %(given)s."),
    "lesson.figure_without_words": _("The figure %(given)s has no words for who cannot see it."),
    "lesson.head_open": _("The head of the lesson never ends; close it with a line of three dashes."),
    "lesson.heading_one": _(
        "Headings within a lesson begin with two signs (## ); the title is the module's."
    ),
    "lesson.html": _("A lesson is Markdown without HTML: %(given)s"),
    "lesson.indented": _("A line that begins with four spaces is read as program code; take them away."),
    "lesson.law_changed": _("The law changed since the course was last reviewed: %(given)s."),
    "lesson.length": _("The lesson has %(found)s words; it should have %(least)s to %(most)s."),
    "lesson.link": _("A link leads to https://… or to a page of the system (/…), not to %(given)s."),
    "lesson.no_check": _("The lesson has no question for checking oneself (check)."),
    "lesson.no_head": _(
        "A lesson begins with its head: three dashes, objectives, key_points, sources, three dashes."
    ),
    "lesson.not_in_force": _("%(given)s has no text in force on %(day)s."),
    "lesson.one_step": _("A flow has at least two steps."),
    "lesson.reference_day": _("“%(given)s” is no day of the calendar."),
    "lesson.reference_kind": _("“%(given)s” is no reference; there are: %(expected)s."),
    "lesson.reference_no_day": _("This reference takes no day: %(given)s."),
    "lesson.reference_open": _("A reference is not closed, or holds a bracket: %(given)s"),
    "lesson.reference_says_nothing": _("%(given)s has nothing that “%(kind)s” could say."),
    "lesson.timeline_line": _(
        "A line of a timeline is written “2026-03-16 14:35 | what happened”, not: %(given)s"
    ),
    "lesson.typed_law": _(
        "“%(given)s” is typed; what the law says stands as a reference, so that a reform changes it."
    ),
    "lesson.unknown_block": _("There is no block “%(given)s”; there are: %(expected)s."),
    "lesson.unknown_case": _("There is no case “%(given)s” in packs/pe/cases/published.yaml."),
    "lesson.unknown_code": _("The law pack has no entry “%(given)s”."),
    "lesson.unknown_length": _("The time limit %(given)s has no length “%(length)s”; it has: %(expected)s."),
    "lesson.unknown_question": _("There is no question “%(given)s” in questions.yaml."),
    "lesson.unknown_species": _("The species table has no “%(given)s”."),
    "list.cell_too_long": _("This is longer than %(most)s characters."),
    "list.email": _("“%(given)s” is not an e-mail address."),
    "list.empty": _("The list holds no line with a name."),
    "list.heads": _(
        "The first line must name the columns, at least Nombres and Apellidos; found: %(found)s."
    ),
    "list.letters": _("The letters of “%(given)s” cannot be read. Save the list as “CSV UTF-8” or as XLSX."),
    "list.too_long": _("The list has more than %(most)s lines; send it in parts."),
    "list.unknown_word": _("“%(given)s” is not one of the words of this column."),
    "list.unreadable": _("The file is no table that can be read; save it as CSV or XLSX."),
    "membership.dates": _("The last day must come after the first."),
    "membership.role": _("There is no role “%(role)s”."),
    "notice.closed": _("Notice %(number)s is closed; open it again first."),
    "notice.coordinates": _(
        "These coordinates cannot be read; usual forms are -5.8960, -76.1160 or 18M 376462 9348168."
    ),
    "notice.film": _(
        "One of the files is a video, and videos are not taken. Keep it, and say in the text what it shows and that you have it."
    ),
    "notice.has_intervention": _(
        "Notice %(number)s is joined to another intervention; part it from that first."
    ),
    "notice.intervention": _("Choose an intervention or write its number."),
    "notice.joined": _("This notice was joined to %(number)s, which came first."),
    "notice.kind": _("Choose what it is about."),
    "notice.kind_not_theirs": _(
        "A notice of this kind goes only to prosecutors; choose an office of theirs."
    ),
    "notice.name": _("Write your name, or choose not to say who you are."),
    "notice.no_desk": _("No institution receives notices here yet. Use an official channel."),
    "notice.no_desk_of_kind": _(
        "No office that may read this kind of notice has a desk here. Use an official channel."
    ),
    "notice.no_such_intervention": _("You see no intervention with the number %(given)s."),
    "notice.not_taken": _("Notice %(number)s has to be taken up first."),
    "notice.nothing_added": _("Write something or choose a photo."),
    "notice.office": _("Nobody at this office works on notices."),
    "notice.outcome": _("Choose what the reporter reads."),
    "notice.photo": _(
        "One of the photos cannot be opened as a picture, or has too many points. JPEG, PNG and WebP are taken: leave it out or choose another."
    ),
    "notice.photo_heic": _(
        "One of the photos is of a kind that cannot be cleaned of what the camera wrote (HEIC or AVIF). Send a screenshot of it, or choose JPEG (“most compatible”) in the settings of the camera."
    ),
    "notice.place": _("Say about where it is: the district, a place in words, or the map."),
    "notice.plain_question": _(
        "This came very fast, or much came in a short time, so a program may be sending it. Answer this and send again; what you wrote is still there."
    ),
    "notice.question": _("Write the question."),
    "notice.reason": _("Write the reason."),
    "notice.same_office": _("The notice is at this office already."),
    "notice.spam": _("Notice %(number)s was set aside as spam; take it back first."),
    "notice.taken": _("%(name)s has taken this notice up already."),
    "notice.too_many_photos": _("A notice has at most %(most)s photos."),
    "notice.too_many_replies": _("At most %(most)s additions are taken; give a new notice."),
    "notice.unknown_code": _("There is no notice with this code. Look again at how it is written."),
    "number.ambiguous": _("“%(typed)s” can be read in two ways. Write %(small)s or %(large)s."),
    "number.comma": _("“%(typed)s” looks like a decimal comma. Write %(meant)s, with a point for decimals."),
    "number.malformed": _("Write only the number, such as 26,100 or 0.5."),
    "number.negative": _("Write a number that is not below zero."),
    "number.too_fine": _("Write at most %(places)s decimals."),
    "number.too_large": _("Write a number up to %(largest)s."),
    "number.whole": _("Write a whole number, without decimals."),
    "number.zero": _("Write a number above zero."),
    "office.code_taken": _("Code %(office)s belongs to an office of another institution."),
    "office.no_institution": _("There is no institution with code %(institution)s."),
    "opinion.empty": _("Answer at least one question."),
    "opinion.score": _("Choose one of the five steps."),
    "opinion.ticket": _("This link opens no form; look whether it was copied whole."),
    "opinion.used": _("This slip was used already; one answer counts."),
    "overlap.share": _("Write a share between 0 and 1."),
    "pack.aggravated_with_elements": _(
        "An aggravated form has circumstances; elements and exclusions belong to the offence it raises."
    ),
    "pack.answer_agrees": _(
        "It is no longer so that the verdict and the answer part, or how “engine” says it: the verdict is “%(given)s”."
    ),
    "pack.answer_differs": _(
        "The engine's verdict on these facts is “%(given)s”, which is not the answer. Change the facts or the answer, or say why with “engine”."
    ),
    "pack.before_first_day": _("%(given)s is before the first day of this pack (law.yaml)."),
    "pack.between_bars": _("Between two bars stands an empty or repeated entry."),
    "pack.choices_contradict": _("What can be chosen together contradicts itself: %(given)s."),
    "pack.circumstances_without_aggravated": _(
        "Circumstances and “aggravates” belong to an aggravated form (kind: aggravated)."
    ),
    "pack.condition_circle": _("The condition “%(given)s” uses itself."),
    "pack.condition_form": _("A condition is exactly one of all, any, not, use or fact; found: %(found)s."),
    "pack.condition_test": _("A fact has exactly one test, such as is, in or at_least; found: %(found)s."),
    "pack.drawing": _(
        "The drawing “%(given)s” is missing or holds more than lines: no script, link, style or picture."
    ),
    "pack.empty": _("The file is empty."),
    "pack.entries_lost": _("%(table)s names %(found)s entries; there are to be %(expected)s."),
    "pack.example_differs": _("Example “%(name)s”, %(what)s: expected %(wanted)s, answered %(found)s."),
    "pack.example_shape": _("The example “%(given)s” does not have the shape it stands for."),
    "pack.example_uncaught": _("The rule does not catch its own example “%(given)s”."),
    "pack.holiday_form": _("A holiday is told in one way: on (month-day), easter (days from it), or day."),
    "pack.id_twice": _("“%(given)s” is already used; an id stands once."),
    "pack.key_twice": _("“%(key)s” stands twice; keep one."),
    "pack.law_value_form": _(
        "A figure of the law is a time limit, or a penalty with the bound that is asked for."
    ),
    "pack.missing": _("This is missing and must be given."),
    "pack.never": _("This can never be satisfied: what it asks for cannot stand together on these days."),
    "pack.no_aggravates": _("Say which offences this form aggravates."),
    "pack.no_circumstances": _("An aggravated form needs at least one circumstance."),
    "pack.no_example": _("No example is answered with %(given)s; add one whose facts fall on its days."),
    "pack.no_file": _("The file does not exist."),
    "pack.no_folder": _("The folder “%(name)s” does not exist."),
    "pack.no_key": _("No answer is marked as right."),
    "pack.no_key_element": _(
        "At least one element must be marked key: true, the one that points to this offence."
    ),
    "pack.no_law": _("There is no law pack in this folder; one is needed, such as pe/law."),
    "pack.no_offence": _("The pack holds no offence."),
    "pack.no_options": _("There is nothing to choose from; give at least two options."),
    "pack.no_penalty": _(
        "Say the penalty: prison_years, day_fines, fine_uit, or a note on where it is found."
    ),
    "pack.no_sample": _("There is no sample to set it with; put one into %(sample)s."),
    "pack.not_a_date": _("“%(given)s” is not a date. Write year-month-day, such as 2015-09-27."),
    "pack.not_a_list": _("A list is expected here."),
    "pack.not_a_mapping": _("Named values are expected here, each as name: value."),
    "pack.not_a_number": _("“%(given)s” is not a number."),
    "pack.not_a_pattern": _("This is not a regular expression; look at brackets and backslashes."),
    "pack.not_csv": _("The table cannot be read; look at quotation marks and separators."),
    "pack.not_geojson": _("The file is not a GeoJSON collection whose features carry a code."),
    "pack.not_json": _("This cannot be read as JSON; look at commas, quotation marks and brackets."),
    "pack.not_named": _("%(table)s does not name %(given)s; write a row that says which entry it holds."),
    "pack.not_one_of": _("“%(given)s” is not one of %(expected)s."),
    "pack.not_set": _("The paper cannot be set with %(sample)s: %(why)s."),
    "pack.not_text": _("Text is expected here; put “%(given)s” between quotation marks."),
    "pack.not_utf8": _("The file is not UTF-8 text; save it again as UTF-8."),
    "pack.not_yaml": _("This cannot be read as YAML; look at indents, colons, quotation marks and brackets."),
    "pack.not_yes_no": _("“%(given)s” is neither true nor false."),
    "pack.option_twice": _("“%(given)s” stands twice; each answer must differ from the others."),
    "pack.options_unasked": _("This question is answered without options; take them out."),
    "pack.other_form": _("“%(given)s” does not have the form asked for (%(pattern)s)."),
    "pack.out_of_range": _("“%(given)s” is out of range."),
    "pack.penalty_unsaid": _(
        "No example says this figure of %(given)s; one must expect penalties: {%(given)s: {%(figure)s: …}}."
    ),
    "pack.place_parent": _("Code, kind and parent do not fit together."),
    "pack.points_not_100": _("The points of the criteria add up to %(given)s; they are 100 together."),
    "pack.poll_answer": _(
        "The option marked as right does not answer as situation %(given)s does; one of the two is wrong."
    ),
    "pack.range_reversed": _("The lower end (%(min)s) is above the upper end (%(max)s)."),
    "pack.slot": _("The slot “%(given)s” is missing, or belongs to no step and no question."),
    "pack.too_deep": _("The file is nested too deep or refers to itself."),
    "pack.too_few": _("Something must stand here; it is empty."),
    "pack.too_few_questions": _(
        "Module %(module)s has %(found)s questions; two forms without a common question need %(expected)s."
    ),
    "pack.too_few_wrong": _("There are %(given)s planted wrong solutions; at least %(least)s are needed."),
    "pack.too_long": _("The text is longer than %(max_length)s characters."),
    "pack.too_many": _("There are more than %(max_length)s entries."),
    "pack.two_keys": _("Exactly one answer is right; found: %(found)s."),
    "pack.unexpected_file": _("No file of this name is expected here; see packs/README.md."),
    "pack.unknown_condition": _("There is no condition “%(given)s” in conditions.yaml."),
    "pack.unknown_field": _("There is no field of this name; check the spelling."),
    "pack.unknown_id": _("No version or offence of this pack is called “%(given)s”."),
    "pack.unknown_law": _("The law pack holds nothing called “%(given)s”."),
    "pack.unknown_norm": _("There is no norm “%(given)s” in norms/."),
    "pack.unknown_reference": _("“%(given)s” is not defined."),
    "pack.unknown_term": _("“%(given)s” is not a fact of the vocabulary (arariwa law schema)."),
    "pack.unknown_unit": _("“%(given)s” is not a dated value of values.yaml."),
    "pack.unknown_value": _("“%(given)s” is not one of %(expected)s."),
    "pack.until_before_from": _("The version ends on %(until)s, on or before the day it begins."),
    "pack.verdict_term": _(
        "“%(given)s” can be asked only by rules that follow the verdict (procedure, sentencing, associated, time limits)."
    ),
    "pack.versions_overlap": _("On %(given)s more than one version would be in force."),
    "pack.wrong": _("This cannot be used: %(why)s."),
    "pack.wrong_escape": _(
        "A backslash and what follows it stand for no character; write the character itself."
    ),
    "pack.wrong_test": _("“%(given)s” is no test for %(term)s."),
    "pack.wrong_width": _("The row has %(found)s cells, the heading has %(expected)s."),
    "package.already": _(
        "These answers were handed in already, on %(at)s. To go on without network, download the course again."
    ),
    "package.altered": _(
        "The file was changed after the course wrote it, so it is not taken. Write it again from the downloaded course."
    ),
    "package.not_a_file": _("This is not a file of answers written by a downloaded course."),
    "package.nothing": _("The file holds nothing read and nothing answered."),
    "package.unknown": _(
        "The file is of a course that you did not download here. Hand it in with the account that downloaded it."
    ),
    "paper.not_set": _("The paper cannot be set (%(why)s)."),
    "participant.too_many": _("At most 200 people in one intervention."),
    "password.differs": _("The two passwords differ; nothing was made."),
    "password.weak": _("The password is not strong enough: %(why)s"),
    "path.disk_full": _("There is no space left for %(path)s."),
    "path.is_folder": _("%(path)s is a folder; a file is needed."),
    "path.missing": _("%(path)s does not exist."),
    "path.not_allowed": _("This account may not read or write %(path)s."),
    "path.not_folder": _("%(path)s, or something on the way to it, is a file; a folder is needed."),
    "path.wrong": _("%(path)s cannot be used: %(why)s."),
    "person.dni": _("A DNI has eight digits."),
    "person.document_kind": _("Say which kind of document this number is of."),
    "person.judged": _("Someone decided otherwise on this pair; take that decision back first."),
    "person.other_name": _("This document belongs to a person with another name; look at the number again."),
    "photo.more_consents": _("More people agreed than can be recognised; correct the number."),
    "photo.people": _("Write how many people can be recognised, or 0."),
    "platform_file.already": _(
        "This file was already imported as of %(as_of)s; take that import back first."
    ),
    "platform_file.as_of": _("%(as_of)s cannot be the day of export; give a day from 2008 to today."),
    "platform_file.ask_as_of": _("The days of this file have no year; say on which day it was exported."),
    "platform_file.ask_columns": _("Say what these columns hold, or that they are left out: %(heads)s."),
    "platform_file.ask_decimal": _(
        "“%(given)s” may be a thousand or a decimal; say which sign parts the decimals."
    ),
    "platform_file.ask_order": _("“%(given)s” may begin with the day or the month; say which."),
    "platform_file.blurred": _(
        "“%(given)s” was shortened by a spreadsheet and its last digits are lost; export the file again and do not save it from the spreadsheet."
    ),
    "platform_file.book": _("The spreadsheet is damaged or has no sheet that can be read; export it again."),
    "platform_file.cut": _("The file ends in the middle of a letter; it was cut short. Export it again."),
    "platform_file.head_twice": _("This column says the same as “%(other)s”; one has to go."),
    "platform_file.html": _(
        "This is a web page, not an export; sign in on the platform and download the file again."
    ),
    "platform_file.later": _("The day %(day)s is after the day of export, %(as_of)s."),
    "platform_file.letters": _("Letters came out wrong here; save the file again as UTF-8."),
    "platform_file.mixed_days": _(
        "Here the day comes first and elsewhere the month; the file was saved by two programs."
    ),
    "platform_file.named": _(
        "This looks like “%(kind)s”, which is not imported: its columns are not known well enough, or it counts something else."
    ),
    "platform_file.negative": _("“%(given)s” is below zero."),
    "platform_file.no_column": _("There is no column “%(given)s” in this kind of file."),
    "platform_file.no_day": _("The day is missing."),
    "platform_file.no_id": _("The id of the post is missing."),
    "platform_file.no_kind": _("There is no such kind of file."),
    "platform_file.no_metric": _(
        "The name of the metric is missing above the columns; export the chart again and do not delete its first lines."
    ),
    "platform_file.no_rows": _("The file has heads and no row below them."),
    "platform_file.not_clock": _("“%(given)s” is no length of time such as 0:04:45."),
    "platform_file.not_day": _("“%(given)s” is no day of the calendar."),
    "platform_file.not_id": _("“%(given)s” cannot be the id of a post."),
    "platform_file.not_number": _("“%(given)s” is no number."),
    "platform_file.not_percent": _("“%(given)s” is no percentage."),
    "platform_file.not_share": _("“%(given)s” is no share between 0 and 1."),
    "platform_file.not_table": _("This is no table; the exports of platforms are CSV, XLSX or zip files."),
    "platform_file.not_whole": _("“%(given)s” is no whole number."),
    "platform_file.nothing": _("The file gives no figure at all."),
    "platform_file.old_excel": _("This is a workbook of the old Excel (.xls); save it as CSV or XLSX."),
    "platform_file.published_later": _(
        "The file has a post published on %(newest)s, after the day of its figures, %(as_of)s; one of both days is wrong."
    ),
    "platform_file.quotes": _(
        "A quotation mark is left open or stands in the wrong place; the file was cut short or changed by hand."
    ),
    "platform_file.several": _(
        "Several tables of this download could be meant: %(parts)s. Import them one by one."
    ),
    "platform_file.too_long": _("The file has more than %(most)s rows; export a shorter period."),
    "platform_file.too_narrow": _(
        "It has %(found)s cells where the head has %(expected)s; the file was cut short or changed by hand."
    ),
    "platform_file.too_wide": _(
        "It has %(found)s cells where the head has %(expected)s; a mark between cells is too many."
    ),
    "platform_file.twice": _("It says something else of the same post and day than row %(other)s."),
    "platform_file.unknown": _("No known export has these columns: %(heads)s. The nearest is “%(kind)s”."),
    "platform_file.unlike": _("No known export looks like this file."),
    "platform_file.zip": _("The zip file is damaged, locked with a password or holds no table."),
    "poll.already": _(
        "%(who)s already counted this group, on %(at)s. If that count is wrong, take it back first."
    ),
    "poll.how": _("Choose when and how they answered from the list."),
    "poll.kind": _("Polls are taken at conferences and know-your-rights sessions."),
    "poll.more_than_present": _("%(counted)s answered, but only %(present)s were there."),
    "poll.negative": _("A count cannot be below zero."),
    "poll.nothing": _("Write the answers to one question at least."),
    "poll.overlap": _(
        "The room was counted in another way already: whole, or by other groups. Nobody may be counted twice; take the other count back first."
    ),
    "poll.present": _("Write how many were there, from 1 to %(most)s."),
    "poll.too_early": _("The event begins on %(day)s; nobody can have answered before."),
    "poll.unknown": _(
        "The questions have changed; open the page again. What you counted stays on this page."
    ),
    "post.approved_already": _("Someone else approved this version already."),
    "post.changed": _("The post was changed meanwhile; read it again before you go on."),
    "post.channel": _("Choose a channel."),
    "post.claims_changed": _(
        "A claim the post uses no longer says what was approved; ask for approval again."
    ),
    "post.dropped": _("The post was given up."),
    "post.future": _("The day of publication is still to come."),
    "post.id_taken": _("Another post of this campaign already has the id “%(given)s” on that platform."),
    "post.language": _("Choose a language."),
    "post.language_unread": _(
        "In this language no words tell whether the post claims a harm, and it joins no claim: say why it claims none, or send it back."
    ),
    "post.message": _("Choose a message of this campaign."),
    "post.no_address": _("Write the address of the post on the platform, or the platform's id."),
    "post.no_alt": _("The picture has no description for those who do not see it."),
    "post.no_rights": _("It is not said whose the picture is, and who in it agreed."),
    "post.not_approved": _("Only a version that was approved can be published."),
    "post.not_asked": _("Nobody asked to have this version approved."),
    "post.not_published": _("Only a published post can be taken down."),
    "post.own": _("Nobody decides on a post they had a hand in; someone else has to."),
    "post.published": _("The post is published; it no longer changes."),
    "post.sounds_like_claim": _(
        "The text sounds as if it claimed a harm and joins no claim of that kind: say why it claims none, or send it back."
    ),
    "post.taken_down_before": _("A post is taken down on the day it was published or later."),
    "post.taken_down_future": _("The day it was taken down is still to come."),
    "post.too_long": _("On %(channel)s a post has %(most)s characters at most; this one has %(long)s."),
    "promise.due": _("The day it is due is before the event."),
    "promise.not_of_event": _("This participant is not of this event."),
    "promise.owner": _("Say who owes it: an institution or a participant."),
    "qti.content": _("It holds something questions cannot show here (%(found)s)."),
    "qti.doctype": _("The file declares a document type or entities; such files are not read."),
    "qti.feedback_left": _("Feedback that depends on the score was left out."),
    "qti.interaction": _("Only one choice, order or match is taken over an item; found: %(found)s."),
    "qti.keys": _("The right answer does not fit what there is to choose from."),
    "qti.missing_file": _("The manifest names %(name)s, which is not in the package."),
    "qti.no_items": _("The package names no item."),
    "qti.no_manifest": _("The package has no readable imsmanifest.xml."),
    "qti.not_a_package": _("The archive is damaged or locked."),
    "qti.not_v3": _("This is no item of QTI 3.0 (%(found)s)."),
    "qti.not_xml": _("This cannot be read as XML (line %(line)s)."),
    "qti.too_deep": _("The file is nested too deep."),
    "qti.too_large": _("The package is larger than is read here."),
    "qualification.decision": _("There is no such decision."),
    "qualification.nothing": _("There is no decision on this offence to take back."),
    "qualification.unknown": _("There is no offence “%(offence)s” in the law of that day."),
    "question.meanwhile": _("The question says something else by now. Read it again before deciding."),
    "question.no_length": _("This time limit has no length called “%(given)s”."),
    "question.no_penalty": _("The law pack holds no single prison term for “%(given)s” on %(day)s."),
    "question.not_clear": _(
        "The engine gives no clear answer to this (%(ask)s); tell more facts or ask otherwise."
    ),
    "question.situation": _("This is no situation the engine can read (%(where)s): %(why)s"),
    "question.unknown_offence": _("The law pack holds no offence “%(given)s”."),
    "question.which_length": _("This time limit has several lengths; say which: %(expected)s."),
    "reading.why": _("Choose a reason from the list."),
    "reason.missing": _("Write the reason."),
    "record.voided": _("This record was declared void."),
    "registration.already": _("%(name)s is already registered for this event."),
    "registration.attended": _("Attendance of %(name)s is recorded; take it back first if it is a mistake."),
    "registration.closed": _("Registration for this event is not open today."),
    "registration.not_enrolled": _("%(name)s is not enrolled in this event."),
    "registration.refused": _("The organiser did not admit your registration; ask the organiser about it."),
    "registration.withdrawn": _("%(name)s withdrew from this event."),
    "return_code.mistyped": _(
        "This is not a whole code: it has twelve letters and numbers. Look again at how it is written."
    ),
    "return_code.sent_before": _(
        "From this page something else was already sent. Press the button once more: this goes too, with a code of its own."
    ),
    "return_code.unknown": _("No answer is kept under this code."),
    "review.broken": _("With this text the pack would be refused: %(mistakes)s"),
    "review.differs": _(
        "With this text some examples would answer differently. Read them and say that they are to change too."
    ),
    "review.exercise": _("In an exercise nobody signs the law for real."),
    "review.meanwhile": _("%(entry)s says something else since you read it; read it again."),
    "review.no_entry": _("No entry is called “%(entry)s”."),
    "review.nothing": _("You have said nothing of this entry that could be taken back."),
    "review.rows": _("“%(given)s” is not as the tables are: a line that names a table, its head, its rows."),
    "review.same": _("The text is the one that stands; nothing is proposed."),
    "review.verdict": _("Choose: sign, propose a correction, dispute, or take back."),
    "serve.ended": _("“%(what)s” ended by itself (status %(status)s); everything was stopped."),
    "serve.host": _("“%(host)s” is no address of this machine; choose another with --host."),
    "serve.port": _("Port %(port)s is taken or cannot be used; choose another with --port."),
    "session.attended": _("Attendance was recorded for this session; it stays."),
    "session.days": _("A session lies outside the days of the event."),
    "session.hours": _("The session would end before it begins."),
    "session_question.as_consultation": _("It became a consultation already."),
    "session_question.count": _("Say how many asked it: one at least, and no more than 500."),
    "session_question.kind": _("Questions are noted at know-your-rights sessions and conferences."),
    "situation.day": _("Write a day (2026-03-16), a month (2026-03), a year, or a span with from and until."),
    "situation.no_file": _("The file does not exist or cannot be read."),
    "situation.too_large": _("The file is larger than %(limit_mb)s MB."),
    "situation.too_many": _(
        "There are too many different specimens and persons; weigh at most %(most)s pairs at once."
    ),
    "species.aquatic_and_basis": _(
        "Aquatic is said only of what is born in water; here the relation to water is “%(basis)s”."
    ),
    "species.before_its_list": _("The category begins on %(start)s, before its list (%(list)s)."),
    "species.count": _("%(what)s: there are %(found)s, %(expected)s are expected."),
    "species.dates_overlap": _("The dates of “%(given)s” overlap with those of line %(first)s."),
    "species.dates_reversed": _("The last day (%(until)s) is not after the first (%(start)s)."),
    "species.endemic_elsewhere": _("“%(given)s” is endemic and yet does not occur; one of the two is wrong."),
    "species.group_of_one": _(
        "“%(given)s” is a species; only the name of a higher taxon is said of a group."
    ),
    "species.no_column": _("There must be one column called “query”; found: %(found)s."),
    "species.no_file": _("The file cannot be read; check that it exists and is a file."),
    "species.not_as_checked": _("%(taxon)s: %(what)s is %(found)s, %(expected)s is expected."),
    "species.not_text": _("The file is no table of text; save it as CSV in UTF-8."),
    "species.not_written": _("The answers cannot be written there; check the folder."),
    "species.other_kingdom": _("“%(given)s” belongs to another kingdom than the list."),
    "species.rank_and_name": _("“%(given)s” cannot be the name of a taxon of rank %(rank)s."),
    "species.row_twice": _("“%(given)s” already stands in line %(first)s."),
    "species.synonym_is_taxon": _(
        "“%(given)s” is the name of a taxon of the table; it cannot be a synonym too."
    ),
    "species.text_or_csv": _(
        "Write a name, or give a table with --csv; --out goes with --csv, --json with a name."
    ),
    "species.unknown_country": _("There is no country “%(given)s” among the packs."),
    "species.unknown_product": _("There is no product “%(given)s” in products.csv."),
    "species.unknown_source": _("There is no source “%(given)s” in sources.csv."),
    "species.unknown_taxon": _("There is no taxon “%(given)s” in the table."),
    "spending.future": _("The day of payment is still to come."),
    "stock.from_whom": _("Say who gave it back: one participant, or how many of the public."),
    "stock.not_held": _("This participant holds no piece of “%(material)s” from this event."),
    "stock.not_out": _("Only %(out)s pieces went to the public; %(asked)s cannot come back."),
    "stock.reason": _("Choose a reason from the list."),
    "stock.short": _("There are %(held)s pieces of “%(material)s”; %(asked)s were asked for."),
    "stock.short_for_all": _(
        "There are %(held)s pieces of “%(material)s” for %(asked)s people; %(lacking)s are lacking. Tick who received one, or record more stock first."
    ),
    "stock.sign": _(
        "The number does not fit what happened: what came in is above zero, what was lost below."
    ),
    "test.another_runs": _("Another test is running; hand it in first."),
    "test.answer_form": _("This cannot be an answer to this question."),
    "test.bank": _(
        "Too few questions of module %(modules)s can be asked today. Tell the coordinator: questions whose law changed must be reviewed first."
    ),
    "test.cohort_closed": _("The course is not open today."),
    "test.follow_up_later": _("The follow-up test opens 90 days after the final one."),
    "test.kind": _("Say which test: entry, final or follow-up."),
    "test.lessons_first": _("Read every required lesson first."),
    "test.no_attempts": _("No attempt is left (%(most)s at most)."),
    "test.not_yours": _("Only the learner takes the test."),
    "test.over": _("Time is over; what was saved until then will be marked."),
    "test.passed": _("You have already passed the final test."),
    "test.pre_after": _("The entry test comes before the first lesson."),
    "test.same_place": _("Question %(n)s: two have the same place; give each its own."),
    "test.still_running": _("The test has not been handed in yet."),
    "test.submitted": _("The test was already handed in; its answers do not change any more."),
    "test.unknown_question": _("This test has no question “%(question)s”."),
    "text.steering": _(
        "“%(label)s” carries a hidden character that changes how text is shown: %(signs)s. Delete it, or leave that mark in its place."
    ),
    "time_limit.needs_hour": _(
        "This time limit is counted in hours: give the hour too, such as 2026-03-16T14:35."
    ),
    "time_limit.not_a_district": _(
        "“%(given)s” is no code of a district; write its six digits, such as 160101."
    ),
    "time_limit.not_a_moment": _("“%(given)s” is no moment; write 2026-03-16T14:35, or a day: 2026-03-16."),
    "time_limit.not_a_span": _(
        "“%(given)s” is no span of days; write the first day and the first that counts again: 2026-07-27/2026-08-03."
    ),
    "time_limit.too_far": _("The end is beyond the calendar."),
    "time_limit.unknown": _("There is no time limit “%(given)s” in this law."),
    "time_limit.unknown_length": _("“%(given)s” is not one of its lengths: %(expected)s."),
    "translation.audio_or_text": _("Give the text, a recording, or both."),
    "translation.decided": _("It was already reviewed."),
    "translation.language": _("Choose one of the languages of the session."),
    "translation.own": _("Nobody reviews their own translation; another person has to."),
    "translation.slot": _("The session has no such step or question."),
    "version.stale": _("Someone saved this before you. Nothing of yours was lost: compare both and decide."),
    "visit.before_event": _("The event began on %(day)s; a visit after it cannot be earlier."),
    "visit.cancelled": _("This visit was called off; plan another one."),
    "visit.check": _("This commitment is not one of the event, or is no longer owed."),
    "visit.destination": _("Choose the kind of place from the list."),
    "visit.district": _("Write the district that is visited."),
    "visit.future": _("A visit that was made cannot lie in the future."),
    "visit.kind": _("Follow-up visits are made after conferences and know-your-rights sessions."),
    "visit.made": _("This visit was made on %(day)s and is recorded; plan another one."),
    "visit.next": _("The next visit comes after this one."),
    "visit.seen": _("Tick what was seen; if there was nothing worth noting, tick that."),
    "visit.seen_contradicts": _(
        "“Nothing on sale” and something on sale cannot both be true, and “nothing worth noting” stands alone."
    ),
}


def sentence(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence of a code in the active language, moments as people read them.

    KeyError if the code has none (a test keeps them complete).
    """
    shown = {k: formatting.moment(v) if isinstance(v, datetime) else v for k, v in (values or {}).items()}
    return str(SENTENCES[code]) % defaultdict(str, shown)


def worded(error: Refused) -> str:
    """What a person is told about a refusal, without the field it concerns."""
    return sentence(error.code, error.values)


def located(problem: Problem) -> str:
    """One line for a mistake in a file: file, line, field, sentence."""
    where = [problem.file]
    if problem.line:
        where.append(gettext("line %(line)d") % {"line": problem.line})
    if problem.field:
        where.append(problem.field)
    return f"{', '.join(where)}: {sentence(problem.code, problem.values)}"
