"""The wire surface of the notify service: translate and delegate."""

from __future__ import annotations

from services.notify import requests, results
from services.notify.bootstrap import bootstrap
from services.notify.domain.wording_shown import Wordings
from services.notify.usecases import (
    announced,
    calendars,
    changes,
    counting,
    failures,
    following,
    preferences,
    preview,
    read_dispatches,
    read_inbox,
    read_reminders,
    remind,
)
from services.notify.usecases.ports import Ports
from shared.contracts import audit, committee, declaration, docgen, notify
from shared.messaging import Event, Service, Wiring, command, consume, query, sweep
from shared.persistence import Tx
from shared.wire.types import Page


class NotifyService(Service):
    """Deadlines, reminders, messages."""

    name = "notify"
    app = Wiring(bootstrap)

    @consume(declaration.NOTICE)
    def on_notice(self, tx: Tx[Ports], event: Event) -> None:
        """Keep the reminder rules."""
        following.follow(tx, event)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx: Tx[Ports], event: Event) -> None:
        """What lies in the applicant's hands."""
        following.follow(tx, event)

    @consume(declaration.PERSON)
    def on_person(self, tx: Tx[Ports], event: Event) -> None:
        """Whose an ID number is."""
        following.follow(tx, event)

    @consume(audit.ORGANISATION)
    def on_organisation(self, tx: Tx[Ports], event: Event) -> None:
        """Keep the directory."""
        following.follow(tx, event)

    @consume(audit.CASE)
    def on_case(self, tx: Tx[Ports], event: Event) -> None:
        """What lies with the stages."""
        following.follow(tx, event)

    @consume(audit.PUBLICITY)
    def on_publicity(self, tx: Tx[Ports], event: Event) -> None:
        """Periods to be closed."""
        following.follow(tx, event)

    @consume(audit.REPORT)
    def on_report(self, tx: Tx[Ports], event: Event) -> None:
        """Rosters that went up."""
        following.follow(tx, event)

    @consume(committee.COMMITTEE)
    def on_committee(self, tx: Tx[Ports], event: Event) -> None:
        """Measures against a committee."""
        following.follow(tx, event)

    @consume(committee.SESSION)
    def on_session(self, tx: Tx[Ports], event: Event) -> None:
        """What lies with the committee's office."""
        following.follow(tx, event)

    @consume(committee.REVIEW)
    def on_review(self, tx: Tx[Ports], event: Event) -> None:
        """Results and certificates."""
        following.follow(tx, event)

    @consume(declaration.TRAIL)
    def on_declaration_trail(self, tx: Tx[Ports], event: Event) -> None:
        """The day's head."""
        following.follow(tx, event)

    @consume(audit.TRAIL)
    def on_audit_trail(self, tx: Tx[Ports], event: Event) -> None:
        """The day's head."""
        following.follow(tx, event)

    @consume(committee.TRAIL)
    def on_committee_trail(self, tx: Tx[Ports], event: Event) -> None:
        """The day's head."""
        following.follow(tx, event)

    @consume(docgen.TRAIL)
    def on_docgen_trail(self, tx: Tx[Ports], event: Event) -> None:
        """The day's head."""
        following.follow(tx, event)

    @consume(notify.TRAIL)
    def on_notify_trail(self, tx: Tx[Ports], event: Event) -> None:
        """The day's head of this service."""
        following.follow(tx, event)

    @query()
    def list_messages(self, tx: Tx[Ports], request: requests.ListMessages) -> Page[results.MessageView]:
        """Messages to the caller and, as a clerk, to his organisation; with `filter.everyone` all (operator), or those
        to organisations of his division (supervisor)."""
        return read_inbox.list_messages(tx, request)

    @command()
    def mark_read(self, tx: Tx[Ports], request: requests.MarkRead) -> results.MessageRead:
        """Note that one of the caller's messages was read."""
        return read_inbox.mark_read(tx, request)

    @query()
    def list_deadlines(self, tx: Tx[Ports], request: requests.ListDeadlines) -> Page[results.DeadlineView]:
        """Deadlines of the caller and, as a clerk, of his organisation; with `filter.everyone` all (operator), or
        those of organisations of his division (supervisor)."""
        return read_inbox.list_deadlines(tx, request)

    @query()
    def list_occurrences(self, tx: Tx[Ports], request: requests.ListOccurrences) -> Page[results.OccurrenceView]:
        """What became of the moments of reminders: sent, missed, or nobody left; with `filter.everyone` all (operator),
        or those of organisations of his division (supervisor)."""
        return read_reminders.list_occurrences(tx, request)

    @query()
    def preview_reminders(self, tx: Tx[Ports], request: requests.PreviewReminders) -> Page[results.PreviewedReminder]:
        """Whom rules would tell what and when in those days, on the register as it stands; publishers and supervisors
        see duties in which an organisation of their division has a part. One message may unite what stands here by
        body that must act."""
        return preview.preview_reminders(tx, request)

    @query()
    def list_wordings(self, tx: Tx[Ports], request: requests.ListWordings) -> Wordings:
        """The texts of reminders and notices in their present versions, each also with made-up values."""
        return read_reminders.list_wordings(tx, request)

    @query()
    def count_deadlines(self, tx: Tx[Ports], request: requests.CountDeadlines) -> results.DeadlineCounts:
        """How much stands in the registers that list_deadlines shows: by kind and, if asked for, by organisation."""
        return counting.count_deadlines(tx, request)

    @query()
    def count_messages(self, tx: Tx[Ports], request: requests.CountMessages) -> results.MessageCounts:
        """How many of the messages that list_messages shows nobody has read, by category."""
        return counting.count_messages(tx, request)

    @command(remembered=False, trial=False)
    def make_calendar_link(self, tx: Tx[Ports], request: requests.MakeCalendarLink) -> results.CalendarLinkMade:
        """A link to the caller's due days, or his organisation's, for calendar programs. The same idempotency key
        again gives the same link another secret; the former one opens nothing any more."""
        return calendars.make_calendar_link(tx, request)

    @command()
    def revoke_calendar_link(self, tx: Tx[Ports], request: requests.RevokeCalendarLink) -> results.CalendarLinkRevoked:
        """Take a link of the caller or of his organisation back."""
        return calendars.revoke_calendar_link(tx, request)

    @query()
    def list_calendar_links(self, tx: Tx[Ports], request: requests.ListCalendarLinks) -> Page[results.CalendarLinkView]:
        """Links of the caller and, as a clerk, of his organisation."""
        return calendars.list_calendar_links(tx, request)

    @query()
    def get_calendar(self, tx: Tx[Ports], request: requests.GetCalendar) -> results.CalendarFile:
        """The due days that a link opens, for whoever has its secret."""
        return calendars.get_calendar(tx, request)

    @query()
    def get_changes(self, tx: Tx[Ports], request: requests.GetChanges) -> results.Changes:
        """What changed for the caller's organisation (clerk) or for himself (applicant), in order: for portals that
        follow no events. Kept for 400 days."""
        return changes.get_changes(tx, request)

    @query()
    def list_dispatches(self, tx: Tx[Ports], request: requests.ListDispatches) -> Page[results.DispatchView]:
        """Letters to the caller and, as a clerk, to his organisation, word for word, with what came back; with
        `filter.everyone` all (operator), or those to organisations of his division (supervisor)."""
        return read_dispatches.list_dispatches(tx, request)

    @query()
    def list_failures(self, tx: Tx[Ports], request: requests.ListFailures) -> Page[results.DispatchView]:
        """Letters that came to nothing on every channel: all (operator), or those to organisations of his division
        (supervisor)."""
        return read_dispatches.list_failures(tx, request)

    @query()
    def get_preferences(self, tx: Tx[Ports], request: requests.GetPreferences) -> results.PreferencesView:
        """Where letters to the caller, or to the organisation for which he acts, go."""
        return preferences.get_preferences(tx, request)

    @command()
    def set_preferences(self, tx: Tx[Ports], request: requests.SetPreferences) -> results.PreferencesView:
        """Change where they go; a new address gets a code, and is used once that has come back."""
        return preferences.set_preferences(tx, request)

    @command()
    def confirm_address(self, tx: Tx[Ports], request: requests.ConfirmAddress) -> results.AddressConfirmed:
        """Bring back the code that came to an address."""
        return preferences.confirm_address(tx, request)

    @sweep()
    def run_due(self, tx: Tx[Ports]) -> int:
        """Remind, mark what is overdue, end the waiting for years that are announced, tell of letters that failed."""
        return remind.run_due(tx) or announced.end_waiting(tx) or failures.tell_failures(tx)
