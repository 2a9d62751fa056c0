"""Which letters reminders become: what must be sent to whom with which day's mail, and what the service has sent."""

from datetime import datetime, time

from tests.support.reminders.days import DAY, SHANGHAI, Holidays
from tests.support.reminders.driven import key_of

DAILY = time(8, 30)
SENT = (
    "SELECT m.key, d.channel, d.batch, d.state, d.due_at, d.queued_at, d.sent_at, d.letter_id"
    " FROM dispatches d JOIN messages m ON m.id = d.message_id WHERE m.category = 'reminder' ORDER BY d.id"
)
IN_THE_POST = "SELECT DISTINCT letter_id FROM dispatches WHERE state = 'sent'"
HOLIDAYS = Holidays()


def letters_due(reminders, addresses, last_look):
    """Key of the message -> (channel, day of the letter, state at the end): of organisations that have an address, one
    a working day, but at once where that would come after the last moment; people of this year have none."""
    return {key_of(row): _letter(row, last_look) for row in reminders if row.recipient[1] in addresses}


def _letter(row, last_look):
    day = HOLIDAYS.nearest(row.sent_at.date(), 1)
    if day == row.sent_at.date() and row.sent_at > _at(day):
        day = HOLIDAYS.nearest(day + DAY, 1)
    if row.due_at is not None and row.sent_at < row.due_at <= _at(day):
        return "mail", row.sent_at.date(), "sent"
    return "mail", day, "sent" if _at(day) <= last_look else "queued"


def _at(day):
    return datetime.combine(day, DAILY, SHANGHAI)


def letters_of(rows):
    """The same of what stands in the queue, as a list: a key may not be there twice."""
    return [(row.key, (row.channel, _day_of(row), row.state)) for row in rows]


def _day_of(row):
    if row.batch is None:
        return row.queued_at.astimezone(SHANGHAI).date()
    *_, day, _hours = row.batch.split("/")
    return datetime.fromisoformat(day).date()
