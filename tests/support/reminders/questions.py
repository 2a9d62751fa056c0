"""Where the contract of reminders is silent or contradicts itself: what the oracle decided, open to correction."""

OPEN_QUESTIONS = (
    "1. Quiet hours contain their beginning? A moment moved 'to their beginning' (21:00) would then never be "
    "sent, since nothing is sent within them and the duty is due before their end. Decided with the seam `Quiet`: "
    "the beginning is quiet, such a moment moves to the minute before it.",
    "2. `late` of an organisation: every late member has a moment of its own, but the key ends in `late`. "
    "Decided: the first that finds members sends for all; the others, once a `late` was sent for the group, send "
    "nothing; one that found nobody does not use the key up. It counts the member whose `since` is the moment "
    "itself.",
    "3. Which of two moments that fall together stays ('the smallest remainder'): the one that nominally (before "
    "it was moved) stands latest; of equal ones days before working days before hours. Also for persons (quiet "
    "hours move two hour-moments together) and for after-moments.",
    "4. A fact that names the same day and recipients as the open entry (a second amendment of a draft, "
    "case_redated of a stage whose day stays): nothing moved, `since` stays.",
    "5. `repeat` counts from the nominal day of the moment before, not from where days off moved it.",
    "6. `*_waiting` of a duty with a last day: counted as written ('or told so' = the rule lists them); an "
    "organisation's group is still that of the due day, so the first reached moment of a token is the only one.",
    "7. New version: moments reached by the publisher's clock of notice_published count as settled even when no "
    "sweep came between; any new version replans, whether its rules differ or not. A rule whose token was sent "
    "for the same group is not sent again, whatever its new hour.",
    "8. report_roster has no word of its own: it follows audit_due, its holder is the stage that approved; "
    "case_redated with waiting_report moves it. close_results follows publicity_ends with the office as holder.",
    "9. conclude_review ends with results_closed or package_reported (its text says review and publicity), "
    "hold_session with session_opened, session_adjourned or session_concluded; session_reconvened makes file_plan "
    "and hold_session anew. plan_answered: sent back makes file_plan anew by plan_due_on, refused for good ends "
    "hold_session alone: the session waits for another meeting, its review is still to be concluded. An extended "
    "review makes conclude_review anew by its later day.",
    "10. recognition_decided makes conclude_review and report_package (it names both days).",
    "11. `recheck` is the route's last stage, by the highest index of case_opened's stages, whatever it `does`.",
    "12. Superior and supervisor get one group over all organisations that must act, since (rule, kind, day, "
    "level) names no organisation; the parent is the one known when the deadline is planned. The supervision "
    "inbox is treated as an organisation (days off, grouping).",
    "13. A sweep that comes after due_at settles the reached before-moments as missed. Where a group has no "
    "members left, the latest reached moment is empty and earlier ones missed. A person's met duty leaves nothing "
    "at all.",
    "14. Never overdue (publicities) changes nothing about moments: before-moments end with the period.",
    "15. Sessions of one office, level and day form one group like all duties of organisations, though their "
    "texts name one session.",
    "16. A pack's `reminding` replaces the house's member by member; a house rule for a notice's duty speaks at "
    "the notice's hour.",
    "17. 'Not later than since' is asked of the moment where it finally stands, after quiet hours and days off.",
    "18. A late moment whose quiet hours' end is not before due_at would move to the evening before, which is before "
    "`since`: by 17 it is dropped like every other. Nothing is sent to, or noted of, who begins after 21:00 of the "
    "last day.",
    "19. A person's group key names the subject and the last day ('as today'), not the round: a second return of "
    "one declaration for the same last day is not reminded of again under a token that was sent, `late` included.",
)
"""Numbered, each with the decision that the oracle takes."""
