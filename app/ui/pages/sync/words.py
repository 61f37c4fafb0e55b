"""What kinds of records, fields and refusals are called for a person."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject


class Words(QObject):
    """Sentences for codes; unknown codes get a general one that names the code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entities = self._entity_names()
        self._fields = self._field_names()
        self._refusals = self._refusal_sentences()

    def entity(self, name: str) -> str:
        """What a kind of record is called."""
        return self._entities.get(name, name)

    def field(self, name: str) -> str:
        """What a field is called; its own name where it has no other."""
        return self._fields.get(name, name.replace("_", " ").capitalize())

    def refusal(self, code: str) -> str:
        """Why the centre refused a record, and what helps."""
        known = self._refusals.get(code)
        if known is not None:
            return known
        text = self.tr("The centre did not accept this record. Tell the admin this code: {code}")
        return text.format(code=code)

    def _entity_names(self) -> Mapping[str, str]:
        return {
            "region": self.tr("Region"),
            "rubric": self.tr("Rubric"),
            "paper_setup": self.tr("Letters & signatures"),
            "person": self.tr("Person"),
            "role_grant": self.tr("Role"),
            "device": self.tr("Laptop"),
            "signatory": self.tr("Signatory"),
            "business": self.tr("Business"),
            "product": self.tr("Product"),
            "legal_document": self.tr("Legal document"),
            "photo": self.tr("Photo"),
            "curation_session": self.tr("Curation session"),
            "curation_case": self.tr("Curation case"),
            "curation": self.tr("Curation"),
            "blind_label": self.tr("Blind code"),
            "interest": self.tr("Conflict of interest"),
            "case_return": self.tr("Case sent down"),
            "assessment": self.tr("Score sheet"),
            "decision": self.tr("Decision"),
            "appeal": self.tr("Appeal"),
            "improvement_item": self.tr("Improvement item"),
            "certificate": self.tr("Certificate"),
            "certificate_revocation": self.tr("Revocation of a certificate"),
            "certificate_confirmation": self.tr("Confirmation of a certificate"),
            "market_event": self.tr("Event"),
            "event_booking": self.tr("Place at an event"),
            "event_visit": self.tr("Attendance at an event"),
            "event_taking": self.tr("Takings at an event"),
            "gebetan_round": self.tr("Gebetan round"),
            "gebetan_pick": self.tr("Business picked for Gebetan"),
            "gebetan_order": self.tr("Gebetan order"),
            "product_feedback": self.tr("Feedback on a product"),
            "audit_event": self.tr("History entry"),
        }

    def _field_names(self) -> Mapping[str, str]:
        return {
            "name": self.tr("Name"),
            "sha256": self.tr("Picture"),
            "thumb_sha256": self.tr("Picture"),
            "role": self.tr("Role"),
            "rt": self.tr("RT"),
            "rw": self.tr("RW"),
            "brand": self.tr("Brand"),
            "owner_name": self.tr("Owner"),
            "nik": self.tr("Identity number (NIK)"),
            "nib": self.tr("Business number (NIB)"),
            "npwp": self.tr("Tax number (NPWP)"),
            "phone": self.tr("Phone"),
            "ward_code": self.tr("Ward"),
            "address": self.tr("Address"),
            "status": self.tr("Status"),
            "note": self.tr("Note"),
            "women_led": self.tr("Led by a woman"),
            "category": self.tr("Category"),
            "price": self.tr("Price"),
            "net_content": self.tr("Net content"),
            "shelf_life_days": self.tr("Shelf life in days"),
            "description": self.tr("Description"),
            "ingredients": self.tr("Ingredients"),
            "number": self.tr("Number"),
            "valid_until": self.tr("Valid until"),
            "kind": self.tr("Kind"),
            "place": self.tr("Place"),
            "held_on": self.tr("Date"),
            "state": self.tr("State"),
            "position": self.tr("Order"),
            "office": self.tr("Office"),
            "cluster": self.tr("Cluster"),
            "clusters": self.tr("Clusters"),
            "quantity": self.tr("Packages"),
            "items": self.tr("What is in it"),
            "stock": self.tr("Stock"),
            "opens_on": self.tr("Orders open on"),
            "closes_on": self.tr("Orders close on"),
            "delivered_on": self.tr("Delivered on"),
            "received_by": self.tr("Received by"),
            "paid_on": self.tr("Paid on"),
            "deleted": self.tr("Deleted"),
        }

    def _refusal_sentences(self) -> Mapping[str, str]:
        return {
            "scope.outside": self.tr(
                "It lies outside your regions. Ask the admin to add the region and try again, or "
                "hand it over."
            ),
            "batch.shrinks": self.tr(
                "Very many records were deleted or emptied at once. If that is meant, hand it over."
            ),
            "rubric.version_taken": self.tr(
                "Somebody published this version first. Open Rubrics: your text is kept there."
            ),
            "rubric.backdated": self.tr(
                "It was to count from a day before it was published. Open Rubrics, take it back "
                "and choose a later day."
            ),
            "rubric.version_ahead": self.tr(
                "The centre does not have the version before yet. It is sent again by itself."
            ),
            "rubric.malformed": self.tr(
                "The centre cannot read it as a rubric. Open Rubrics and make it a draft again."
            ),
            "paper_setup.version_taken": self.tr(
                "Another admin published first. Open Letters & signatures: your text is kept there."
            ),
            "paper_setup.version_ahead": self.tr(
                "The centre does not have the version before yet. It is sent again by itself."
            ),
            "paper_setup.malformed": self.tr(
                "The centre cannot read it. Open Letters & signatures and make it a draft again."
            ),
            "channel_rules.version_taken": self.tr(
                "Another admin published rules of entry first. Open Channels, Rules of entry."
            ),
            "channel_rules.version_ahead": self.tr(
                "The centre does not have the version before yet. It is sent again by itself."
            ),
            "channel_rules.malformed": self.tr(
                "The centre cannot read it as rules of entry. Open Channels and take it back."
            ),
            "scope.malformed": self.tr("Its region is not known. Correct the address, then retry."),
            "business.scope_not_home": self.tr(
                "The region does not fit the address of the business. Save the address again."
            ),
            "row.malformed": self.tr(
                "A field holds something the centre cannot read. Check the record and save again."
            ),
            "row.empty": self.tr("Nothing in it differs from the centre. Try again."),
            "row.incomplete": self.tr(
                "Something it belongs to has not arrived yet. It is sent again by itself."
            ),
            "row.final": self.tr(
                "It is a record of score, and those are never changed. Make a correction instead."
            ),
            "row.not_yours": self.tr(
                "It names another person or laptop. Whoever it names must enter it on their own."
            ),
            "appeal.own": self.tr(
                "Who scored the product may not answer its appeal. Ask somebody who did not."
            ),
            "entity.unknown": self.tr(
                "Only the centre may change records of this kind. Ask the admin."
            ),
            "photo.hash_malformed": self.tr("The photo is damaged. Take it again."),
            "photo.mending_malformed": self.tr(
                "How this photo was mended cannot be read. Go back to the original and mend it "
                "again."
            ),
            "photo.mended_from_another": self.tr(
                "It was mended from a photo of another product. Remove it and take the photo again."
            ),
            "assessment.sheet_malformed": self.tr(
                "The score sheet is damaged. Fill in a correction, then try again."
            ),
            "assessment.score_outside_scale": self.tr(
                "A score lies outside the scale of the rubric. Fill in a correction."
            ),
            "assessment.total_differs": self.tr(
                "The centre computes another total from this score sheet. Tell the admin."
            ),
            "assessment.incomplete": self.tr(
                "The score sheet has gaps: an answer or a note is missing. Fill in a correction."
            ),
            "decision.without_sheets": self.tr(
                "The centre lacks a score sheet it rests on. It is sent again by itself."
            ),
            "decision.sheets_malformed": self.tr(
                "The list of its score sheets is damaged. Decide once more from the sheets."
            ),
            "rubric.unknown": self.tr(
                "The centre does not know the rubric version of this sheet. Tell the admin."
            ),
            "certificate.not_passed": self.tr(
                "The centre has no passing decision for it. Do not hand this certificate out."
            ),
            "assessment.interest": self.tr(
                "Its curator had declared a conflict of interest with this business. Somebody else "
                "must score it."
            ),
            "assessment.mentor": self.tr(
                "Its curator verified this business. Somebody else must score it."
            ),
            "assessment.returned": self.tr(
                "The product had been sent down a level before this sheet was submitted."
            ),
            "decision.curator_twice": self.tr(
                "It counts two sheets of one curator. The chair must choose one of them."
            ),
            "assessment.carried_differs": self.tr(
                "It changes scores that stand from the attempt before. Take the sheet back and "
                "submit it again."
            ),
            "decision.too_few": self.tr(
                "Its session asks for more score sheets. Wait for the others, then decide once "
                "more."
            ),
            "decision.without_reason": self.tr(
                "The chair's reason is missing. Make a correction and write why."
            ),
            "decision.interest": self.tr(
                "Whoever decided had declared a conflict of interest. Another chair must decide."
            ),
            "decision.returned": self.tr(
                "The product had been sent down a level before it was decided."
            ),
            "decision.gates_differ": self.tr(
                "It answers a requirement as none of its score sheets does. Decide once more."
            ),
            "case_return.of_another": self.tr(
                "It does not fit the level at which the product stands. Tell the admin."
            ),
            "case_return.without_reason": self.tr("The reason for sending it down is missing."),
            "case_return.decided": self.tr(
                "The product was decided already. Take the decision back first."
            ),
            "certificate.corrected": self.tr(
                "Its decision was corrected or taken back. Do not hand this certificate out; ask "
                "for it back if you did."
            ),
            "decision.of_another": self.tr(
                "It names another product or level than its curation. Decide once more."
            ),
            "decision.total_differs": self.tr(
                "The centre computes another total from its score sheets. Tell the admin."
            ),
            "decision.outcome_differs": self.tr(
                "The centre comes to another outcome from its score sheets. Tell the admin."
            ),
            "row.supersedes_another": self.tr(
                "It corrects the record of somebody else. Only they can correct it."
            ),
            "photo.elsewhere": self.tr(
                "The centre has this very photo from another region. Take a new one."
            ),
            "certificate.facts_differ": self.tr(
                "It does not say what its decision says. Do not hand this certificate out."
            ),
            "certificate.not_signed": self.tr(
                "Its code is not signed for this region. Do not hand this certificate out."
            ),
            "certificate.key_revoked": self.tr(
                "The key of this laptop was revoked. Do not hand this certificate out; call the "
                "admin."
            ),
            "revocation.of_another": self.tr(
                "It does not name the certificate it is about. Revoke it once more."
            ),
            "revocation.malformed": self.tr("Its reason is missing. Revoke it once more."),
            "booking.booth_taken": self.tr(
                "Another laptop gave this booth away first. Open Events: the next free booth is "
                "offered there."
            ),
            "booking.twice": self.tr(
                "The business has a place on that day already. Open Events and let this one go."
            ),
            "certificate.number_taken": self.tr(
                "Its register number is already taken. Do not hand this certificate out."
            ),
            "gebetan.taken": self.tr(
                "Another office picked this business first; each takes part once. Open Gebetan "
                "UMKM: there the next one can be taken by one click."
            ),
            "gebetan.amount": self.tr(
                "The package costs more than its cluster pays. Open Gebetan UMKM and compose it "
                "again."
            ),
            "certificate.number_not_of_device": self.tr(
                "Its register number belongs to another laptop. Tell the admin."
            ),
        }
