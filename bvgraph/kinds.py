"""The closed lists of values that records, graph and questions share."""

from typing import Literal

EntryKind = Literal["activity", "milestone", "recommendation", "action"]
LeadKind = Literal["person", "post", "body", "team", "other"]
StatusValue = Literal["on-track", "at-risk", "overdue", "delayed", "complete", "not-applicable", "ongoing"]
SlipKind = Literal["declared", "lapsed", "moved", "narrated", "dropped"]
Relation = Literal["same", "continues", "proposed"]
MentionType = Literal["person", "post", "body", "org", "venue", "date"]
Verdict = Literal["same", "different", "continues"]
ChangeKind = Literal["new", "gone", "split", "merged"]
ContradictionKind = Literal["incomplete", "unfinished", "percent-fell", "reopened", "past-due", "heading", "overall"]
