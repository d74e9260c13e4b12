"""Officials and the institutions they act for. Persons who appear in cases are `evidence.Mention`, never these rows."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from arariwa.core.domain.ids import uuid7


class Role(models.TextChoices):
    """What a membership lets a person do; each action names the roles that may do it."""

    POLICE = "police", _("Police officer")
    CUSTOMS = "customs", _("Customs officer")
    WILDLIFE = "wildlife", _("Wildlife authority technician")
    FISHERIES = "fisheries", _("Fisheries inspector")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    PROSECUTOR_STAFF = "prosecutor_staff", _("Prosecutor's assistant")
    JUDGE = "judge", _("Judge")
    CLERK = "clerk", _("Court clerk")
    LABORATORY = "laboratory", _("Forensic expert")
    CUSTODIAN = "custodian", _("Evidence store keeper")
    ANALYST = "analyst", _("Analyst")
    CENTRAL_AUTHORITY = "central_authority", _("Central authority for cooperation")
    PROGRAMME = "programme", _("Programme staff")
    COMMUNICATION = "communication", _("Communication approver")
    REVIEWER = "reviewer", _("Legal or scientific reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Named(models.Model):
    """A name in Spanish and in English; an empty English name falls back to the Spanish one."""

    name_es = models.CharField(_("name in Spanish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name_es

    def __str__(self) -> str:
        return self.name


class Institution(Named):
    """A body of the State, of another country, or of a community. `code` is the pack's."""

    code = models.CharField(_("code"), max_length=32, primary_key=True)
    kind = models.CharField(_("kind"), max_length=40)
    country = models.CharField(_("country"), max_length=2, default="PE")

    class Meta:
        verbose_name, verbose_name_plural = _("institution"), _("institutions")
        ordering: ClassVar = ["name_es"]


class Office(Named):
    """A unit of an institution in a place: the office that holds evidence, leads a case, receives a request."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(_("short code for numbers"), max_length=12, unique=True)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="offices", verbose_name=_("institution")
    )
    ubigeo = models.CharField(_("place (INEI code)"), max_length=6, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("office"), _("offices")
        ordering: ClassVar = ["name_es"]


class Person(models.Model):
    """An official, participant or contact: a person the programme knows once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    given_names = models.CharField(_("given names"), max_length=120)
    surnames = models.CharField(_("surnames"), max_length=120)
    document_kind = models.CharField(_("kind of document"), max_length=20, blank=True)
    document_number = models.CharField(_("document number"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Which privacy notice the person was shown, and when (packs/<country>/privacy.yaml).
    notice = models.CharField(_("privacy notice shown"), max_length=60, blank=True)
    notice_at = models.DateTimeField(_("shown at"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("persons")
        ordering: ClassVar = ["surnames", "given_names"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document_kind", "document_number"],
                condition=~Q(document_number=""),
                name="person_document_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.surnames}".strip()


class Membership(models.Model):
    """A person's role in an office, with its dates. `exercise` set: the role is played in that exercise only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="memberships", verbose_name=_("office"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    post = models.CharField(_("post or rank"), max_length=120, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until, exclusive"), null=True, blank=True)
    exercise = models.UUIDField(_("exercise"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        ordering: ClassVar = ["person", "from_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="membership_dates"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.office}"


class UserManager(BaseUserManager["User"]):
    """Makes sign-ins; a person may have one."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. What it may see comes from the person's memberships and grants, never from framework permissions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may edit reference tables"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"

    class Meta:
        verbose_name, verbose_name_plural = _("sign-in"), _("sign-ins")

    def __str__(self) -> str:
        return self.email
