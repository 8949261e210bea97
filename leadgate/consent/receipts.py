"""Consent receipts: ISO/IEC TS 27560 in the JSON-LD profile of the W3C Data Privacy Vocabulary, with their proof.

A receipt carries the ledger entry, the wording it is about, the way through the Merkle tree to a signed root, and a
signature over all of it: whoever has the public key can check it without asking anybody.
"""

from typing import Any
from uuid import UUID

from leadgate.consent import queries
from leadgate.consent.data_categories import data_of
from leadgate.consent.models import Notice
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import Controller
from leadgate.ledger import checkpoints
from leadgate.ledger import queries as ledger
from leadgate.ledger.inclusion import inclusion_proof
from leadgate.ledger.signing import fields_of, moment, public_key, signed
from leadgate.ledger.types import EntryRow
from leadgate.verifier.receipts import STATUS

SCHEMA = "https://w3id.org/dpv/schema/dpv-27560"
CONTEXT: dict[str, Any] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "leadgate": "urn:leadgate:receipt:",
}


def receipts_of(person: UUID) -> dict[str, Any]:
    """Every receipt of one person, oldest first, as one JSON-LD document."""
    return signed(
        {
            "@context": CONTEXT,
            "@type": "leadgate:Receipts",
            "leadgate:public_key": public_key().hex(),
            "leadgate:log_key": checkpoints.log_key(),
            "@graph": [receipt(entry) for entry in ledger.entries_of(person)],
        }
    )


def receipt(entry: EntryRow) -> dict[str, Any]:
    """One signed receipt for one entry."""
    notice = queries.notice_by_hash(entry.notice)
    return signed(
        _body(entry, notice, installation().settings.controller) | {"leadgate:proof": inclusion_proof(entry.id)}
    )


def _body(entry: EntryRow, notice: Notice | None, controller: Controller) -> dict[str, Any]:
    base_url = installation().settings.base_url
    return {
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": str(entry.id),
        "dct:conformsTo": SCHEMA,
        "dpv:hasDataSubject": str(entry.subject),
        "dpv:hasDataController": {
            "dpv:hasName": controller.name,
            "dpv:hasContact": controller.email,
            "dpv:hasAddress": controller.address,
        },
        "dpv:hasNotice": {
            "dct:identifier": entry.notice,
            "dct:language": entry.language,
            "dct:hasVersion": notice.version if notice else None,
            "dct:title": notice.title if notice else None,
            "dct:description": notice.text if notice else None,
        },
        "dpv:hasPurpose": entry.purpose,
        "dpv:hasPersonalData": list(data_of(entry.purpose)),
        "dpv:hasLegalBasis": "dpv:Consent",
        "dpv:hasStorageCondition": "until withdrawal or erasure; the circumstances of the act for 180 days",
        "dpv:hasConsentStatus": STATUS[str(entry.happened)],
        "dpv:isIndicatedAtTime": moment(entry.at),
        "dpv:hasIndicationMethod": entry.method,
        "dpv:hasWithdrawalMethod": f"{base_url}/me/sign-in",
        "leadgate:entry": fields_of(entry),
    }
