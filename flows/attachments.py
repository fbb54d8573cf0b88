"""The documents that go along with messages: the notice (督办单) of the unit, as Word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from targets.alerts.delivery import Attach, OutboxMessage
from targets.settings import Receiver, Settings

if TYPE_CHECKING:
    from dashboards.regimes.judged import Judged


def notices_attached(home: Path, settings: Settings) -> Attach:
    """What attaches the draft of a unit's notice to messages for receivers that ask for it (`attach = ["notice"]`).

    Written from the published snapshot under HOME/bulletins/DAY/attached; a digest takes none.
    """

    @cache
    def judged() -> Judged | None:
        from dashboards.regimes.judged import NothingToReport, judged_at, latest_day
        from dashboards.regimes.period import period_of
        from targets.store.publish import NothingPublished, open_snapshot

        try:
            with open_snapshot(home) as con:
                return judged_at(con, period_of(latest_day(con), "month"))
        except (NothingPublished, NothingToReport):
            return None

    def attach(receiver: Receiver, message: OutboxMessage) -> Sequence[Path]:
        if "notice" not in receiver.attach or message.kind == "digest":
            return ()
        goals = judged()
        return _notices(home, settings, goals, message) if goals else ()

    return attach


def _notices(home: Path, settings: Settings, judged: Judged, message: OutboxMessage) -> list[Path]:
    from dashboards.regimes.build import write_paper
    from dashboards.regimes.notice import drafts_of, notice_paper
    from dashboards.regimes.rules import rules_of
    from dashboards.regimes.wording import Words
    from targets.workdays import after_working_days

    answer_by = after_working_days(judged.as_of, rules_of(settings.regimes).answer_days)
    words, wanted = Words("zh"), set(message.target_ids)
    folder = home / "bulletins" / str(judged.as_of) / "attached"
    files: list[Path] = []
    for place, draft in enumerate(drafts_of(judged), 1):
        goals = [goal for goal in draft.goals if goal["target_id"] in wanted]
        if not goals:
            continue
        own = replace(draft, goals=goals)
        paper = notice_paper(own, judged, words, settings.office, words("draft_number"), answer_by)
        named = replace(paper, name=f"notice-{message.message_id[:8]}-{place}")
        files += write_paper(named, folder, ["docx"], settings.paper_template)
    return files
