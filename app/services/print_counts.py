"""How often each certificate came out of a printer here: from the second print on it says SALINAN.

A print is noted before its job is handed over and counted when it went. What is still noted
when the program starts was under way when it ended; it counts, for two papers of which
neither says SALINAN are worse than one that says so needlessly.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import Certificate, CertificateConfirmation
from app.models.local import PrintCount
from app.services import certificates
from app.services.changes import Recorder
from app.services.workspace import Workspace


def begin(ws: Workspace, wanted: Sequence[UUID]) -> None:
    """Note, before it is handed over, that a print of each is under way."""
    with ws.db.write() as session:
        for certificate_id in wanted:
            _row(session, session.get_one(Certificate, certificate_id)).begun += 1


def count(ws: Workspace, printed: Sequence[UUID]) -> None:
    """Count one more print of each, all or none, whether or not it was noted before."""
    with ws.change() as recorder:
        for certificate_id in printed:
            certificate = recorder.session.get_one(Certificate, certificate_id)
            row = _row(recorder.session, certificate)
            row.begun = max(row.begun - 1, 0)
            _count(recorder, row, certificate)


def forget(ws: Workspace, left: Sequence[UUID]) -> None:
    """What was noted of these did not go after all."""
    with ws.db.write() as session:
        for certificate_id in left:
            certificate = session.get_one(Certificate, certificate_id)
            row = session.get(PrintCount, certificates.print_key(session, certificate))
            if row is not None:
                row.begun = 0
                if not row.prints:
                    session.delete(row)


def settle(ws: Workspace) -> int:
    """At the start: count what was under way when the program ended; how many those were."""
    begun = sa.select(PrintCount).where(PrintCount.begun > 0)
    with ws.db.read() as session:
        if session.scalar(begun.limit(1)) is None:
            return 0
    with ws.change() as recorder:
        rows = recorder.session.scalars(begun).all()
        for row in rows:
            row.begun = 0
            _count(recorder, row, _certificate(recorder.session, row))
        return len(rows)


def _count(recorder: Recorder, row: PrintCount, certificate: Certificate | None) -> None:
    row.prints += 1
    if certificate is not None:
        recorder.tell("certificate.printed", certificate)


def _row(session: Session, certificate: Certificate) -> PrintCount:
    key = certificates.print_key(session, certificate)
    row = session.get(PrintCount, key)
    if row is None:
        row = PrintCount(certificate_id=key, prints=0, begun=0)
        session.add(row)
    return row


def _certificate(session: Session, row: PrintCount) -> Certificate | None:
    """Whose prints these are: counted under the certificate's own key or its confirmation's."""
    confirmed = session.get(CertificateConfirmation, row.certificate_id)
    key = confirmed.certificate_id if confirmed is not None else row.certificate_id
    return session.get(Certificate, key)
