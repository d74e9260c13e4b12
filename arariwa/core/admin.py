"""The framework's admin, for core's reference tables only: institutions, offices, people, memberships, sign-ins.

Evidence and cases are changed by actions and never registered here. Every save writes a journal line; nothing
is deleted, a membership ends by its date.
"""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from arariwa.core import actions
from arariwa.core.models import Institution, Membership, Office, Person, User


class Site(admin.AdminSite):
    """A site of its own: what libraries register on the framework's (groups, tokens, tasks) is not reachable."""

    site_header = site_title = "Arariwa"
    index_title = _("Reference tables")
    enable_nav_sidebar = False


site = Site()


class Reference(admin.ModelAdmin):
    """Open to whoever may edit reference tables; saves through the journal; deletes nothing."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    has_add_permission = has_module_permission  # type: ignore[assignment]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        actions.save_reference(by=None, record=obj, user=cast(User, request.user), fields=form.changed_data)

    def log_addition(self, *arguments: Any) -> None:  # type: ignore[override]
        """The journal tells it; the framework's own log is not kept."""

    log_change = log_addition  # type: ignore[assignment]


@admin.register(Institution, site=site)
class InstitutionAdmin(Reference):
    """From the pack: shown, not edited."""

    list_display = ("code", "name_es", "kind", "country")
    search_fields = ("code", "name_es", "name_en")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Office, site=site)
class OfficeAdmin(Reference):
    list_display = ("code", "name_es", "institution", "closed_on")
    list_filter = ("institution",)
    search_fields = ("code", "name_es", "name_en")


@admin.register(Person, site=site)
class PersonAdmin(Reference):
    list_display = ("surnames", "given_names", "email")
    search_fields = ("surnames", "given_names", "email", "document_number")
    readonly_fields = ("notice", "notice_at")


@admin.register(Membership, site=site)
class MembershipAdmin(Reference):
    list_display = ("person", "role", "office", "from_on", "until_on")
    list_filter = ("role", "office")
    search_fields = ("person__surnames", "person__given_names")
    autocomplete_fields = ("person", "office")


class NewSignIn(AdminUserCreationForm):
    """A sign-in for a person, with a first password they change."""

    usable_password = None  # type: ignore[assignment]

    class Meta:
        model = User
        fields = ("email", "person")


@admin.register(User, site=site)
class UserAdmin(Reference):
    """Sign-ins: who may enter; what they may see comes from memberships and grants."""

    list_display = ("email", "person", "is_active", "is_staff")
    search_fields = ("email", "person__surnames")
    fields = ("email", "person", "is_active", "is_staff")
    autocomplete_fields = ("person",)
    change_password_form = AdminPasswordChangeForm

    def get_form(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:  # type: ignore[override]
        if obj is None:
            kwargs["form"] = NewSignIn
        return super().get_form(request, obj, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        if obj is None:
            return [(None, {"fields": ("email", "person", "password1", "password2")})]
        return super().get_fieldsets(request, obj)
