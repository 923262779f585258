"""The terms that the graph is stated in: our own under ``bv:``, and those of the vocabularies that we reuse.

Every ``bv:`` constant below is defined in ``ontology/bv.ttl``, and every term there has its constant here; a test compares
the two.  Concepts are named after the values of the records, so that neither can drift from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, get_args

from pyoxigraph import NamedNode

from bvgraph.kinds import ChangeKind, ContradictionKind, EntryKind, SlipKind, StatusValue

DEFAULT_BASE: Final = "https://w3id.org/bvgraph/"
"""Where the things of a graph live unless a setting says otherwise; the ontology does not move with it."""

FOLDERS: Final[Mapping[str, str]] = {
    "person": "person",
    "post": "post",
    "body": "organisation",
    "team": "organisation",
    "org": "organisation",
    "venue": "venue",
    "area": "area",
    "other": "agent",
}
"""The folder under the base in which a named thing lives, by the kind that a lead or a mention gives it."""

FORMAT_VERSION: Final = "3"
"""Raised whenever a store written before could answer a query in another way than one written now."""

BV: Final = "https://w3id.org/bvgraph/ontology#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCTERMS: Final = "http://purl.org/dc/terms/"
EDTF_SPACE: Final = "http://id.loc.gov/datatypes/edtf/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
VOID: Final = "http://rdfs.org/ns/void#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[Mapping[str, str]] = {
    "bv": BV,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "edtf": EDTF_SPACE,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}
"""The prefixes that exports declare and that queries may count on."""


def find_resource(folder: str) -> Path:
    """Return the folder of data files called ``folder`` (``ontology``, ``queries``).

    An installed package carries it inside ``bvgraph``; in a checkout it stands at the top.  Raises FileNotFoundError
    when it is in neither place, which means that the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    for place in (package / folder, package.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no folder {folder!r} in {package} or beside it: the installation is incomplete")


def _bv(name: str) -> NamedNode:
    return NamedNode(BV + name)


def _concepts(prefix: str, notations: Iterable[str]) -> dict[str, NamedNode]:
    return {notation: _bv(f"{prefix}-{notation}") for notation in notations}


# Classes
ACTION: Final = _bv("Action")
CONTRADICTION: Final = _bv("Contradiction")
DECISION: Final = _bv("Decision")
DOCUMENT: Final = _bv("Document")
ENTRY: Final = _bv("Entry")
EVIDENCE: Final = _bv("Evidence")
HAND_OVER: Final = _bv("HandOver")
LINK: Final = _bv("Link")
MENTION: Final = _bv("Mention")
PROBLEM: Final = _bv("Problem")
RECOMMENDATION: Final = _bv("Recommendation")
REPAIR: Final = _bv("Repair")
REVIEW: Final = _bv("Review")
REVIEW_RECOMMENDATION: Final = _bv("ReviewRecommendation")
ROW_CHANGE: Final = _bv("RowChange")
SLIP: Final = _bv("Slip")

# Properties of documents and of the whole data set
AS_OF: Final = _bv("asOf")
AS_OF_DAY: Final = _bv("asOfDay")
COVERAGE: Final = _bv("coverage")
DOCUMENT_KIND: Final = _bv("documentKind")
FILE: Final = _bv("file")
FORMAT: Final = _bv("formatVersion")
PERIOD: Final = _bv("period")
PLAN: Final = _bv("plan")
SHA256: Final = _bv("sha256")

# Properties of entries, most of them shared with actions, mentions, evidence and problems
AREA: Final = _bv("area")
CELL: Final = _bv("cell")
CLOSED: Final = _bv("closed")
COMMENT: Final = _bv("comment")
DEADLINE: Final = _bv("deadline")
DEADLINE_TEXT: Final = _bv("deadlineText")
DUE_BY: Final = _bv("dueBy")
KIND: Final = _bv("kind")
LAST_LINE: Final = _bv("lastLine")
LEAD: Final = _bv("lead")
LINE: Final = _bv("line")
MONITORED_BY: Final = _bv("monitoredBy")
ORIGINAL_DEADLINE: Final = _bv("originalDeadline")
PAGE: Final = _bv("page")
PARENT_TITLE: Final = _bv("parentTitle")
PERCENT: Final = _bv("percent")
PLACE: Final = _bv("place")
PLANNED: Final = _bv("planned")
STATED_IN: Final = _bv("statedIn")
STATUS: Final = _bv("status")
STATUS_TEXT: Final = _bv("statusText")
UNDER: Final = _bv("under")

# Properties of repairs, problems and mentions
CANONICAL: Final = _bv("canonical")
FIELD: Final = _bv("field")
MENTIONED_IN: Final = _bv("mentionedIn")
MENTION_TYPE: Final = _bv("mentionType")
MESSAGE: Final = _bv("message")
NAMES: Final = _bv("names")
PRINTED: Final = _bv("printed")
PROBLEM_KIND: Final = _bv("problemKind")
REASON: Final = _bv("reason")
REPAIRED_TO: Final = _bv("repairedTo")
REPAIR_OF: Final = _bv("repairOf")

# Properties of memberships and decisions
DECIDED_NAME: Final = _bv("decidedName")
DECIDES: Final = _bv("decides")
FIRST_DAY: Final = _bv("firstDay")
LAST_DAY: Final = _bv("lastDay")
MANNER: Final = _bv("manner")
POST: Final = _bv("post")
VERDICT: Final = _bv("verdict")
WHO: Final = _bv("who")

# Properties of what is derived
ANSWERS_TO: Final = _bv("answersTo")
AT_ENTRY: Final = _bv("atEntry")
BEFORE_ENTRY: Final = _bv("beforeEntry")
CHANGE_KIND: Final = _bv("changeKind")
CONTRADICTION_KIND: Final = _bv("contradictionKind")
CONTRADICTION_OF: Final = _bv("contradictionOf")
COPIED_FROM: Final = _bv("copiedFrom")
DAYS: Final = _bv("days")
DECIDED_BY: Final = _bv("decidedBy")
EARLIER: Final = _bv("earlier")
FROM_DOCUMENT: Final = _bv("fromDocument")
GONE_FROM: Final = _bv("goneFrom")
HANDED_FROM: Final = _bv("handedFrom")
HANDED_TO: Final = _bv("handedTo")
HAND_OVER_OF: Final = _bv("handOverOf")
LATER: Final = _bv("later")
NEW_DEADLINE: Final = _bv("newDeadline")
OLD_DEADLINE: Final = _bv("oldDeadline")
OTHER_ENTRY: Final = _bv("otherEntry")
RELATION: Final = _bv("relation")
SAYS: Final = _bv("says")
SCORE: Final = _bv("score")
SILENT: Final = _bv("silent")
SLIP_KIND: Final = _bv("slipKind")
SLIP_OF: Final = _bv("slipOf")
TO_DOCUMENT: Final = _bv("toDocument")

# Concept schemes.  The areas are whatever the documents are divided into, so their concepts belong to the data.
AREA_SCHEME: Final = _bv("AreaScheme")
BODY_SCHEME: Final = _bv("BodyScheme")
CHANGE_SCHEME: Final = _bv("ChangeScheme")
CONTRADICTION_SCHEME: Final = _bv("ContradictionScheme")
KIND_SCHEME: Final = _bv("KindScheme")
SLIP_SCHEME: Final = _bv("SlipScheme")
STATUS_SCHEME: Final = _bv("StatusScheme")

BODIES: Final[Mapping[str, NamedNode]] = _concepts(
    "body",
    (
        "board",
        "cabinet",
        "committee",
        "council",
        "forum",
        "management-team",
        "panel",
        "partnership",
        "sub-committee",
        "team",
        "working-group",
    ),
)
CHANGES: Final[Mapping[str, NamedNode]] = _concepts("change", get_args(ChangeKind))
CONTRADICTIONS: Final[Mapping[str, NamedNode]] = _concepts("contradiction", get_args(ContradictionKind))
KINDS: Final[Mapping[str, NamedNode]] = _concepts("kind", get_args(EntryKind))
SLIPS: Final[Mapping[str, NamedNode]] = _concepts("slip", get_args(SlipKind))
STATUSES: Final[Mapping[str, NamedNode]] = _concepts("status", get_args(StatusValue))

SCHEMES: Final[Mapping[NamedNode, Mapping[str, NamedNode]]] = {
    BODY_SCHEME: BODIES,
    CHANGE_SCHEME: CHANGES,
    CONTRADICTION_SCHEME: CONTRADICTIONS,
    KIND_SCHEME: KINDS,
    SLIP_SCHEME: SLIPS,
    STATUS_SCHEME: STATUSES,
}
"""The closed schemes, each with its concepts by notation."""

# Reused terms
DCAT_DATASET: Final = NamedNode(DCAT + "Dataset")
DCT_DATE: Final = NamedNode(DCTERMS + "date")
DCT_CONFORMS_TO: Final = NamedNode(DCTERMS + "conformsTo")
DCT_DESCRIPTION: Final = NamedNode(DCTERMS + "description")
DCT_HAS_PART: Final = NamedNode(DCTERMS + "hasPart")
DCT_IDENTIFIER: Final = NamedNode(DCTERMS + "identifier")
DCT_IS_PART_OF: Final = NamedNode(DCTERMS + "isPartOf")
DCT_LOCATION: Final = NamedNode(DCTERMS + "Location")
DCT_PUBLISHER: Final = NamedNode(DCTERMS + "publisher")
DCT_SOURCE: Final = NamedNode(DCTERMS + "source")
DCT_TITLE: Final = NamedNode(DCTERMS + "title")
FOAF_AGENT: Final = NamedNode(FOAF + "Agent")
FOAF_NAME: Final = NamedNode(FOAF + "name")
FOAF_PERSON: Final = NamedNode(FOAF + "Person")
OA_END: Final = NamedNode(OA + "end")
OA_EXACT: Final = NamedNode(OA + "exact")
OA_HAS_SOURCE: Final = NamedNode(OA + "hasSource")
OA_START: Final = NamedNode(OA + "start")
ORG_CLASSIFICATION: Final = NamedNode(ORG + "classification")
ORG_HOLDS: Final = NamedNode(ORG + "holds")
ORG_MEMBER: Final = NamedNode(ORG + "member")
ORG_MEMBERSHIP: Final = NamedNode(ORG + "Membership")
ORG_SUB_ORGANIZATION_OF: Final = NamedNode(ORG + "subOrganizationOf")
ORG_ORGANIZATION: Final = NamedNode(ORG + "Organization")
ORG_POST: Final = NamedNode(ORG + "Post")
PROV_SPECIALIZATION_OF: Final = NamedNode(PROV + "specializationOf")
PROV_WAS_DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
PROV_WAS_REVISION_OF: Final = NamedNode(PROV + "wasRevisionOf")
RDF_OBJECT: Final = NamedNode(RDF + "object")
RDF_PREDICATE: Final = NamedNode(RDF + "predicate")
RDF_STATEMENT: Final = NamedNode(RDF + "Statement")
RDF_SUBJECT: Final = NamedNode(RDF + "subject")
RDF_TYPE: Final = NamedNode(RDF + "type")
SKOS_ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
SKOS_CONCEPT: Final = NamedNode(SKOS + "Concept")
SKOS_IN_SCHEME: Final = NamedNode(SKOS + "inScheme")
SKOS_NOTATION: Final = NamedNode(SKOS + "notation")
SKOS_PREF_LABEL: Final = NamedNode(SKOS + "prefLabel")
VOID_CLASS: Final = NamedNode(VOID + "class")
VOID_CLASS_PARTITION: Final = NamedNode(VOID + "classPartition")
VOID_DATASET: Final = NamedNode(VOID + "Dataset")
VOID_ENTITIES: Final = NamedNode(VOID + "entities")
VOID_TRIPLES: Final = NamedNode(VOID + "triples")
VOID_URI_SPACE: Final = NamedNode(VOID + "uriSpace")
VOID_VOCABULARY: Final = NamedNode(VOID + "vocabulary")

# Datatypes
EDTF: Final = NamedNode(EDTF_SPACE + "EDTF")
XSD_BOOLEAN: Final = NamedNode(XSD + "boolean")
XSD_DATE: Final = NamedNode(XSD + "date")
XSD_DECIMAL: Final = NamedNode(XSD + "decimal")
XSD_INTEGER: Final = NamedNode(XSD + "integer")
