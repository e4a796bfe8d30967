from pydantic import TypeAdapter

from habitos_tui.domain.insight.suggestion import AddRule, AdoptBehavior, ArchiveBehavior, Proposal, SetBehavior
from habitos_tui.domain.model.rule import Scope, TimeBudget


def test_a_proposal_is_read_back_as_what_it_proposes() -> None:
    adapter: TypeAdapter[Proposal] = TypeAdapter(Proposal)
    for proposal in (
        SetBehavior(id="run", set={"target_per_week": 2}),
        ArchiveBehavior(id="run"),
        AdoptBehavior(ready="walk"),
        AddRule(rule=TimeBudget(id="rest", scope=Scope(), period="day", max_minutes=60)),
    ):
        assert adapter.validate_json(proposal.model_dump_json()) == proposal
