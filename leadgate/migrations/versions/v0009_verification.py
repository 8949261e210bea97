"""Proof of an address is one table, whatever asks for it.

What waits to be proven is carried over with its ids, so that links, digits and letters on their way go on working, up
and down. A ciphertext is bound to its table, column and row; what moves is opened and sealed anew, under its own key.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import context, op

from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import PersonKey, Vault

revision = "0009"
down_revision = "0008"
ROWS_AT_ONCE = 1_000
A_MOMENT = sa.DateTime(timezone=True)
JOIN_LINK_LASTS, JOIN_REMINDED_AFTER = timedelta(hours=48), timedelta(hours=24)
SIGN_IN_LASTS, SIGN_IN_WAITS, CHANGE_LASTS = timedelta(minutes=10), timedelta(days=1), timedelta(days=2)
REQUEST_LASTS = timedelta(days=45)


JOIN_COLUMNS: dict[str, tuple[sa.types.TypeEngine[Any], Any]] = {
    "address_index": (sa.LargeBinary(length=32), None),
    "address": (sa.LargeBinary(), None),
    "consents": (sa.LargeBinary(), None),
    "for_guardian": (sa.Boolean(), sa.false()),
    "code_tries": (sa.Integer(), sa.text("0")),
    "mails": (sa.Integer(), sa.text("0")),
}
"""What a request to join held of its proof, and what stands there in one that needs none; empty when None."""


def _table(name: str, /, **columns: Any) -> Any:
    return sa.table(name, *(sa.column(column, kind) for column, kind in columns.items()))


U, B, S, I, X = sa.Uuid(), sa.Boolean(), sa.String(), sa.Integer(), sa.LargeBinary()  # noqa: E741
verification = _table(
    "verification",
    **{"id": U, "subject_id": U, "kind": S, "about": U, "address_index": X, "address": X, "payload": X, "language": S},
    **{"for_guardian": B, "source": S, "made_at": A_MOMENT, "link_ends_at": A_MOMENT, "expires_at": A_MOMENT},
    **{"remind_at": A_MOMENT, "code_tries": I, "mails": I, "answered": B, "confirmed_at": A_MOMENT, "method": S},
)
opt_in = _table(
    "opt_in",
    **{"id": U, "asset_id": U, "address_index": X, "address": X, "answers": X, "language": S, "for_guardian": B},
    **{"source": S, "made_at": A_MOMENT, "link_ends_at": A_MOMENT, "expires_at": A_MOMENT, "code_tries": I},
    **{"mails": I, "remind_at": A_MOMENT, "already_known": B},
)
confirmation = _table("confirmation", opt_in=U, person_id=U, grant_id=U, method=S, at=A_MOMENT)
asset_grant = _table("asset_grant", id=U, person_id=U, asset_id=U)
person = _table("person", id=U, address_index=X, address=X, language=S)
sign_in_link = _table("sign_in_link", id=U, person_id=U, expires_at=A_MOMENT)
address_change = _table(
    "address_change",
    **{"id": U, "person_id": U, "address_index": X, "address": X, "old_said_yes": B, "new_said_yes": B},
    expires_at=A_MOMENT,
)
membership_request = _table(
    "membership_request",
    **{"id": U, "subject_id": U, "group_id": U, "address_index": X, "address": X, "name": X, "consents": X},
    **{"language": S, "for_guardian": B, "rules_version": I, "invited_by": U, "state": S, "version": I},
    **{"made_at": A_MOMENT, "expires_at": A_MOMENT, "code_tries": I, "mails": I},
)
answers = _table("membership_request_answers", request_id=U, subject_id=U, answers=X, kept_days=I)
privacy_request = _table(
    "privacy_request",
    **{"id": U, "address_index": X, "subject_index": X, "address": X, "subject_address": X, "whom": S, "language": S},
    **{"state": S, "received_at": A_MOMENT, "verified_at": A_MOMENT, "mandate_confirmed_at": A_MOMENT},
)
outbox = _table("outbox", id=U, kind=S, payload=sa.JSON(), key=S, owner=U, due_at=A_MOMENT, done_at=A_MOMENT)
vault_key = _table("vault_key", id=U, wrapped=X)
legal_hold = _table("legal_hold", held_table=S)

LETTERS = {
    "assets/confirm": "opt_in",
    "assets/remind": "opt_in",
    "assets/guardian": "opt_in",
    "assets/deliver": "opt_in",
    "groups/confirm": "request",
    "groups/guardian": "request",
    "people/sign_in": "link",
}
"""The letters that name what is proven, and by which word they did."""
SETTLED = {"assets.settle": ("opt_in", "opt-in"), "groups.settle": ("request", "join")}
"""What the worker had to find out, the word it named it by, and the kind it is now."""
NEW_LETTERS = {"groups/remind": "groups/confirm"}
"""What only this version writes, and what the version before says instead."""
HELD = dict.fromkeys(("opt_in", "confirmation", "sign_in_link", "address_change"), "verification")
ABOUT = {
    "people/address_old": ("change", "address-old"),
    "people/address_new": ("change", "address-new"),
    "rights/prove": ("request", "privacy-request"),
    "rights/mandate": ("request", "mandate"),
}
"""The letters that named what a proof is about, by which word, and the kind of the proof they name now."""


def upgrade() -> None:
    _make_verification()
    _carry_opt_ins()
    _carry_confirmations()
    _carry_joins()
    _carry_sign_ins()
    _carry_changes()
    _carry_requests()
    for old, new in HELD.items():
        op.execute(sa.update(legal_hold).where(legal_hold.c.held_table == old).values(held_table=new))
    _rename_in_outbox()
    op.drop_table("confirmation")
    op.drop_table("opt_in")
    op.drop_table("sign_in_link")
    op.drop_table("address_change")
    op.drop_index("ix_membership_request_address_index", table_name="membership_request")
    for column in JOIN_COLUMNS:
        op.drop_column("membership_request", column)


def downgrade() -> None:
    _make_opt_in()
    _make_confirmation()
    for name, (kind, empty) in JOIN_COLUMNS.items():
        op.add_column("membership_request", sa.Column(name, kind, nullable=empty is None, server_default=empty))
    op.create_index("ix_membership_request_address_index", "membership_request", ["address_index"])
    _make_sign_in_link()
    _make_address_change()
    _return_outbox()
    _return_opt_ins()
    _return_confirmations()
    _return_joins()
    _return_sign_ins()
    _return_changes()
    was = sa.update(legal_hold).where(legal_hold.c.held_table == "verification")
    op.execute(was.values(held_table="confirmation"))
    op.drop_table("verification")


def _make_verification() -> None:
    op.create_table(
        "verification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("for_guardian", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("made_at", A_MOMENT, nullable=False),
        sa.Column("link_ends_at", A_MOMENT, nullable=False),
        sa.Column("expires_at", A_MOMENT, nullable=True),
        sa.Column("remind_at", A_MOMENT, nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", A_MOMENT, nullable=True),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["vault_key.id"], name="fk_verification_subject_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_verification"),
    )
    for column in ("subject_id", "address_index", "expires_at"):
        op.create_index(f"ix_verification_{column}", "verification", [column])
    for column, where in (("remind_at", "remind_at is not null"), ("about", "subject_id <> id")):
        only = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
        op.create_index(f"ix_verification_{column}", "verification", [column], **only)


def _carry_opt_ins() -> None:
    def carried(row: Any, key: PersonKey) -> dict[str, Any]:
        return _waiting(
            key,
            row,
            kind="opt-in",
            about=row.asset_id,
            address=key.open_at(f"opt_in.address.{row.id}", row.address),
            payload=key.open_at(f"opt_in.answers.{row.id}", row.answers),
            for_guardian=row.for_guardian,
            source=row.source,
            link_ends_at=row.link_ends_at,
            expires_at=row.expires_at,
            remind_at=row.remind_at,
            answered=row.already_known,
        )

    _carry(sa.select(opt_in, vault_key.c.wrapped).join(vault_key, vault_key.c.id == opt_in.c.id), opt_in, carried)


def _waiting(key: PersonKey, row: Any, *, address: str, payload: str, **values: Any) -> dict[str, Any]:
    """A row that is still to be proven."""
    return {
        "id": row.id,
        "subject_id": key.owner,
        "address_index": row.address_index,
        "address": key.seal_at(f"verification.address.{row.id}", address),
        "payload": key.seal_at(f"verification.payload.{row.id}", payload),
        "language": row.language,
        "made_at": row.made_at,
        "code_tries": row.code_tries,
        "mails": row.mails,
        "confirmed_at": None,
        "method": None,
        **values,
    }


def _carry_confirmations() -> None:
    done = (
        sa.select(
            *(confirmation.c.opt_in, confirmation.c.person_id, sa.literal("opt-in"), asset_grant.c.asset_id),
            *(sa.func.coalesce(person.c.language, "en"), confirmation.c.method == "guardian", sa.literal("")),
            *(confirmation.c.at, confirmation.c.at, sa.literal(0), sa.literal(1), sa.false(), confirmation.c.at),
            confirmation.c.method,
        )
        .join(asset_grant, asset_grant.c.id == confirmation.c.grant_id)
        .outerjoin(person, person.c.id == confirmation.c.person_id)
    )
    names = ("id", "subject_id", "kind", "about", "language", "for_guardian", "source", "made_at", "link_ends_at")
    names += ("code_tries", "mails", "answered", "confirmed_at", "method")
    op.execute(sa.insert(verification).from_select(names, done))


def _carry_joins() -> None:
    """A request to join was a row before its address was proven; what was typed waits in the proof now."""

    def carried(row: Any, key: PersonKey) -> dict[str, Any]:
        typed = {} if row.for_guardian else _typed_to_join(row, key)
        return _waiting(
            key,
            row,
            kind="join",
            about=row.group_id,
            address=key.open_at(f"membership_request.address.{row.id}", row.address),
            payload=json.dumps(typed),
            for_guardian=row.for_guardian,
            source="",
            link_ends_at=row.made_at + JOIN_LINK_LASTS,
            expires_at=row.expires_at,
            remind_at=row.made_at + JOIN_REMINDED_AFTER if row.mails and not row.for_guardian else None,
            answered=False,
        )

    waits = membership_request.c.state == "awaiting-email"
    rows = (
        sa.select(membership_request, vault_key.c.wrapped, answers.c.answers, answers.c.kept_days)
        .join(vault_key, vault_key.c.id == membership_request.c.subject_id)
        .outerjoin(answers, answers.c.request_id == membership_request.c.id)
        .where(waits)
    )
    _carry(rows, membership_request, carried)
    op.execute(sa.delete(membership_request).where(waits))


def _typed_to_join(row: Any, key: PersonKey) -> dict[str, Any]:
    said = key.open_at(f"membership_request_answers.answers.{row.id}", row.answers) if row.answers else None
    consents = key.open_at(f"membership_request.consents.{row.id}", row.consents) if row.consents else "[]"
    return {
        "name": key.open_at(f"membership_request.name.{row.id}", row.name),
        "answers": said,
        "kept_days": row.kept_days or 0,
        "rules_version": row.rules_version,
        "invited_by": str(row.invited_by) if row.invited_by else None,
        "consents": json.loads(consents),
    }


def _carry_sign_ins() -> None:
    """Links that were sent hang on their person; addresses the worker has not looked at lay in the outbox, sealed."""
    sent = sa.select(
        *(sign_in_link.c.id, sign_in_link.c.person_id, sign_in_link.c.expires_at, person.c.language),
    ).join(person, person.c.id == sign_in_link.c.person_id)
    nothing = {"about": None, "address_index": None, "address": None, "payload": None, "remind_at": None, "source": ""}
    rest = {**nothing, "kind": "sign-in", "for_guardian": False, "code_tries": 0, "answered": False}
    proven = {"confirmed_at": None, "method": None}
    for row in list(op.get_bind().execute(sent)):
        times = {"made_at": row.expires_at - SIGN_IN_LASTS, "link_ends_at": row.expires_at, "expires_at": row.expires_at}
        whose = {"id": row.id, "subject_id": row.person_id, "language": row.language, "mails": 1}
        op.execute(sa.insert(verification).values({**rest, **proven, **times, **whose}))
    for item, payload in _outbox("people.send_link"):
        key, note = _key_with(item.owner), payload["note"]
        address = key.open_at(f"sign_in.address.{note}", bytes.fromhex(payload["sealed"]))
        sealed = {
            "id": item.owner,
            "subject_id": item.owner,
            "address_index": bytes.fromhex(item.key.split("/")[1]),
            "address": key.seal_at(f"verification.address.{item.owner}", address),
            "payload": key.seal_at(f"verification.payload.{item.owner}", ""),
            "language": "",
            "mails": 0,
        }
        times = {"made_at": item.due_at, "link_ends_at": item.due_at + SIGN_IN_LASTS}
        times["expires_at"] = item.due_at + SIGN_IN_WAITS
        op.execute(sa.insert(verification).values({**rest, **proven, **times, **sealed}))
        _rewrite(item, kind="people.verify", payload={"verification": note}, key=f"people.verify/{note}")


def _key_with(owner: UUID) -> PersonKey:
    vault: Vault = context.config.attributes["vault"]
    wrapped = op.get_bind().scalar(sa.select(vault_key.c.wrapped).where(vault_key.c.id == owner))
    assert wrapped is not None
    return vault.opened(owner, wrapped)


def _carry_changes() -> None:
    """One change asked two mailboxes; each has a proof of its own now, and both name the change."""
    rows = (
        sa.select(
            *(address_change, vault_key.c.wrapped, person.c.language),
            person.c.address.label("old"),
            person.c.address_index.label("old_index"),
        )
        .join(vault_key, vault_key.c.id == address_change.c.person_id)
        .join(person, person.c.id == address_change.c.person_id)
    )
    for row in list(op.get_bind().execute(rows)):
        key = _key_with(row.person_id)
        new = key.open_at(f"address_change.address.{row.id}", row.address)
        old = key.open_at(f"person.address.{row.person_id}", row.old)
        _carry_change(row, key, "address-old", (old, row.old_index), new, said_yes=row.old_said_yes)
        _carry_change(row, key, "address-new", (new, row.address_index), new, said_yes=row.new_said_yes)


def _carry_change(
    row: Any, key: PersonKey, kind: str, mailbox: tuple[str, bytes], new: str, *, said_yes: bool
) -> None:
    own, made_at = new_id(), row.expires_at - CHANGE_LASTS
    typed: dict[str, Any] = {"address": None, "payload": None, "address_index": mailbox[1]}
    if not said_yes:
        typed["address"] = key.seal_at(f"verification.address.{own}", mailbox[0])
        typed["payload"] = key.seal_at(f"verification.payload.{own}", new)
    values = {
        **typed,
        **{"id": own, "subject_id": row.person_id, "kind": kind, "about": row.id, "language": row.language},
        **{"for_guardian": False, "source": "", "made_at": made_at, "link_ends_at": row.expires_at},
        **{"expires_at": row.expires_at, "remind_at": None, "code_tries": 0, "mails": 1, "answered": False},
        **{"confirmed_at": made_at if said_yes else None, "method": "mail-link" if said_yes else None},
    }
    op.execute(sa.insert(verification).values(values))


def _return_sign_ins() -> None:
    of_kind = (verification.c.kind == "sign-in", verification.c.mails > 0)
    sent = sa.select(verification.c.id, verification.c.subject_id, verification.c.expires_at).where(*of_kind)
    op.execute(sa.insert(sign_in_link).from_select(("id", "person_id", "expires_at"), sent))


def _return_changes() -> None:
    of_kind = verification.c.kind.in_(("address-old", "address-new"))
    found: dict[UUID, dict[str, Any]] = {}
    for row in list(op.get_bind().execute(sa.select(verification).where(of_kind))):
        found.setdefault(row.about, {})[row.kind] = row
    for change, rows in found.items():
        waits = next((row for row in rows.values() if row.confirmed_at is None), None)
        if waits is None or len(rows) < 2:
            continue  # the other half was swept: nobody can finish this change any more
        key = _key_with(waits.subject_id)
        new, said_yes = _opened(waits, key, "payload"), {kind: bool(row.confirmed_at) for kind, row in rows.items()}
        values = {
            "id": change,
            "person_id": waits.subject_id,
            "address_index": rows["address-new"].address_index,
            "address": key.seal_at(f"address_change.address.{change}", new),
            "old_said_yes": said_yes["address-old"],
            "new_said_yes": said_yes["address-new"],
            "expires_at": waits.expires_at,
        }
        op.execute(sa.insert(address_change).values(values))


def _carry_requests() -> None:
    """A privacy request stays what it is; the proofs it asks for are rows beside it, as long as they can be given."""
    rows = sa.select(privacy_request, vault_key.c.wrapped).join(vault_key, vault_key.c.id == privacy_request.c.id)
    _carry(rows, privacy_request, _proof_of_request)
    _carry(rows.where(privacy_request.c.whom == "agent"), privacy_request, _mandate_of_request)


def _proof_of_request(row: Any, key: PersonKey) -> dict[str, Any] | None:
    if row.verified_at is None and row.state != "unverified":
        return None  # it was taken back before anything was proven
    return _proof(row, key, "privacy-request", row.address_index, "address", row.received_at, row.verified_at)


def _mandate_of_request(row: Any, key: PersonKey) -> dict[str, Any] | None:
    if row.verified_at is None or (row.mandate_confirmed_at is None and row.state not in ("open", "waiting")):
        return None
    done_at = row.mandate_confirmed_at
    return _proof(row, key, "mandate", row.subject_index, "subject_address", row.verified_at, done_at)


def _proof(
    row: Any, key: PersonKey, kind: str, index: bytes | None, column: str, made_at: Any, done_at: Any
) -> dict[str, Any]:
    own, typed = new_id(), dict.fromkeys(("address", "payload"))
    if done_at is None:
        address = key.open_at(f"privacy_request.{column}.{row.id}", getattr(row, column))
        typed["address"] = key.seal_at(f"verification.address.{own}", address)
        typed["payload"] = key.seal_at(f"verification.payload.{own}", "")
    return {
        **typed,
        **{"id": own, "subject_id": row.id, "kind": kind, "about": row.id, "language": row.language},
        **{"address_index": index, "for_guardian": False, "source": "", "made_at": made_at},
        **{"link_ends_at": made_at + REQUEST_LASTS, "expires_at": made_at + REQUEST_LASTS, "remind_at": None},
        **{"code_tries": 0, "mails": 1, "answered": False},
        **{"confirmed_at": done_at, "method": "mail-link" if done_at else None},
    }


def _carry(
    rows: Any, table: Any, carried: Callable[[Any, PersonKey], dict[str, Any] | None], into: Any = verification
) -> None:
    """Write each row as it is from now on.

    Args:
        rows: with the column `wrapped` of the key they lie under, and `subject_id` where that is not their own.
    """
    for batch in _batches(rows, table):
        made = [one for row in batch if (one := carried(row, _key(row)))]
        if made:
            op.get_bind().execute(sa.insert(into), made)


def _batches(rows: Any, table: Any) -> Iterator[list[Any]]:
    last: UUID | None = None
    while True:
        onward = rows if last is None else rows.where(table.c.id > last)
        batch = list(op.get_bind().execute(onward.order_by(table.c.id).limit(ROWS_AT_ONCE)))
        if not batch:
            return
        yield batch
        last = batch[-1].id


def _key(row: Any) -> PersonKey:
    vault: Vault = context.config.attributes["vault"]
    return vault.opened(getattr(row, "subject_id", row.id), row.wrapped)


def _rename_in_outbox() -> None:
    for row, _kind in _outbox(*SETTLED):
        named = row.payload[SETTLED[row.kind][0]]
        _rewrite(row, kind="people.verify", payload={"verification": named}, key=f"people.verify/{named}")
    for row, payload in _letters():
        named = payload.pop(LETTERS[payload["letter"]])
        if payload["letter"] == "people/sign_in":
            del payload["person"]  # the row says whose it is
        _rewrite(row, payload={**payload, "verification": named})
    for row, payload in _letters(ABOUT):
        word, kind = ABOUT[payload["letter"]]
        about = UUID(payload.pop(word))
        asks = sa.select(verification.c.id).where(verification.c.about == about, verification.c.kind == kind)
        if named := op.get_bind().scalar(asks):
            _rewrite(row, payload={**payload, "verification": str(named)})


def _return_outbox() -> None:
    kinds = {word: (kind, name) for kind, (name, word) in SETTLED.items()}
    letters = {kind: letter for letter, (_word, kind) in ABOUT.items()}
    for row, payload in _outbox("people.verify"):
        asked = _verification(payload["verification"])
        if asked and asked.kind in kinds:
            kind, name = kinds[asked.kind]
            _rewrite(row, kind=kind, payload={name: str(asked.id)}, key=f"{kind}/{asked.id}")
        elif asked and asked.kind == "sign-in":
            _return_unread_sign_in(row, asked)
        elif asked and asked.kind in letters:
            letter = letters[asked.kind]
            mail = {"letter": letter, "message": str(new_id()), ABOUT[letter][0]: str(asked.about)}
            _rewrite(row, kind="mail", payload=mail, key=f"mail/{letter}/{asked.id}")
    for row, payload in _letters():
        letter = NEW_LETTERS.get(payload["letter"], payload["letter"])
        named = payload.pop("verification")
        if letter == "people/sign_in" and (asked := _verification(named)):
            payload["person"] = str(asked.subject_id)
        _rewrite(row, payload={**payload, "letter": letter, LETTERS[letter]: named})
    for row, payload in _letters(ABOUT):
        if asked := _verification(payload.pop("verification", None)):
            _rewrite(row, payload={**payload, ABOUT[payload["letter"]][0]: str(asked.about)})


def _verification(named: str | None) -> Any:
    if named is None:  # it is a letter of the version before already
        return None
    return op.get_bind().execute(sa.select(verification).where(verification.c.id == UUID(named))).one_or_none()


def _return_unread_sign_in(item: Any, asked: Any) -> None:
    key, note = _key_with(asked.subject_id), str(asked.id)
    sealed = key.seal_at(f"sign_in.address.{note}", _opened(asked, key, "address")).hex()
    found_by = f"people.send_link/{asked.address_index.hex()}/{note}"
    _rewrite(item, kind="people.send_link", payload={"note": note, "sealed": sealed}, key=found_by)


def _outbox(*kinds: str) -> list[tuple[Any, dict[str, str]]]:
    """What is still to be done."""
    waits = sa.select(outbox).where(outbox.c.kind.in_(kinds), outbox.c.done_at.is_(None))
    return [(row, dict(row.payload)) for row in op.get_bind().execute(waits)]


def _letters(named: Iterable[str] = (*LETTERS, *NEW_LETTERS)) -> list[tuple[Any, dict[str, str]]]:
    return [(row, payload) for row, payload in _outbox("mail") if payload["letter"] in set(named)]


def _rewrite(row: Any, **values: Any) -> None:
    op.execute(sa.update(outbox).where(outbox.c.id == row.id).values(values))


def _waits(kind: str) -> Any:
    """What of a kind is still to be proven, with the key it lies under."""
    joined = sa.select(verification, vault_key.c.wrapped).join(vault_key, vault_key.c.id == verification.c.subject_id)
    return joined.where(verification.c.kind == kind, verification.c.confirmed_at.is_(None))


def _opened(row: Any, key: PersonKey, column: str) -> str:
    return key.open_at(f"verification.{column}.{row.id}", getattr(row, column))


def _return_opt_ins() -> None:
    def returned(row: Any, key: PersonKey) -> dict[str, Any]:
        same = ("id", "address_index", "language", "for_guardian", "source", "made_at", "link_ends_at", "expires_at")
        return {
            **{name: getattr(row, name) for name in (*same, "remind_at", "code_tries", "mails")},
            "asset_id": row.about,
            "address": key.seal_at(f"opt_in.address.{row.id}", _opened(row, key, "address")),
            "answers": key.seal_at(f"opt_in.answers.{row.id}", _opened(row, key, "payload")),
            "already_known": row.answered,
        }

    _carry(_waits("opt-in"), verification, returned, opt_in)


def _return_confirmations() -> None:
    done = sa.select(
        *(verification.c.id, verification.c.subject_id, asset_grant.c.id, verification.c.method),
        verification.c.confirmed_at,
    ).join(
        asset_grant,
        (asset_grant.c.person_id == verification.c.subject_id) & (asset_grant.c.asset_id == verification.c.about),
    )
    proven = done.where(verification.c.kind == "opt-in", verification.c.confirmed_at.is_not(None))
    op.execute(sa.insert(confirmation).from_select(("opt_in", "person_id", "grant_id", "method", "at"), proven))


def _return_joins() -> None:
    def sealed(row: Any, key: PersonKey, column: str, text: str) -> bytes:
        return key.seal_at(f"membership_request.{column}.{row.id}", text)

    def returned(row: Any, key: PersonKey) -> dict[str, Any]:
        same = ("id", "subject_id", "address_index", "language", "for_guardian", "made_at", "expires_at")
        typed = json.loads(_opened(row, key, "payload"))
        invited_by = typed.get("invited_by")
        return {
            **{name: getattr(row, name) for name in (*same, "code_tries", "mails")},
            "group_id": row.about,
            "address": sealed(row, key, "address", _opened(row, key, "address")),
            "name": sealed(row, key, "name", typed.get("name", "")),
            "consents": sealed(row, key, "consents", json.dumps(typed.get("consents", []))),
            "rules_version": typed.get("rules_version", 0),
            "invited_by": UUID(invited_by) if invited_by else None,
            "state": "awaiting-email",
            "version": 1,
        }

    def answered(row: Any, key: PersonKey) -> dict[str, Any] | None:
        typed = json.loads(_opened(row, key, "payload"))
        if typed.get("answers") is None:
            return None
        said = key.seal_at(f"membership_request_answers.answers.{row.id}", typed["answers"])
        kept = {"answers": said, "kept_days": typed["kept_days"]}
        return {"request_id": row.id, "subject_id": row.subject_id, **kept}

    _carry(_waits("join"), verification, returned, membership_request)
    _carry(_waits("join"), verification, answered, answers)


def _make_opt_in() -> None:
    op.create_table(
        "opt_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("for_guardian", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("made_at", A_MOMENT, nullable=False),
        sa.Column("link_ends_at", A_MOMENT, nullable=False),
        sa.Column("expires_at", A_MOMENT, nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.Column("remind_at", A_MOMENT, nullable=True),
        sa.Column("already_known", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name="fk_opt_in_asset_id"),
        sa.ForeignKeyConstraint(["id"], ["vault_key.id"], name="fk_opt_in_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_opt_in"),
    )
    for column in ("address_index", "expires_at", "link_ends_at", "remind_at"):
        op.create_index(f"ix_opt_in_{column}", "opt_in", [column])


def _make_sign_in_link() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", A_MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_sign_in_link_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_link"),
    )
    for column in ("expires_at", "person_id"):
        op.create_index(f"ix_sign_in_link_{column}", "sign_in_link", [column])


def _make_address_change() -> None:
    op.create_table(
        "address_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("old_said_yes", sa.Boolean(), nullable=False),
        sa.Column("new_said_yes", sa.Boolean(), nullable=False),
        sa.Column("expires_at", A_MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_address_change_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_address_change"),
    )
    for column in ("expires_at", "person_id"):
        op.create_index(f"ix_address_change_{column}", "address_change", [column])


def _make_confirmation() -> None:
    op.create_table(
        "confirmation",
        sa.Column("opt_in", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("at", A_MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_confirmation_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("opt_in", name="pk_confirmation"),
    )
    op.create_index("ix_confirmation_person_id", "confirmation", ["person_id"])
