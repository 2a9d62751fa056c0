"""What portals do for an applicant and for an office: nothing but calls of the generated client."""

import hashlib
import uuid
from functools import cached_property
from urllib.request import Request, urlopen

from infra.demo.steps.filing import scan

SEAL = "电子公章"


def key():
    """Of an attempt."""
    return str(uuid.uuid4())


def seen(version):
    """The version that a change is based on, as the header has it."""
    return f'"{version}"'


class Account:
    """A portal's own account: one bearer, and an interface for each topic of the description."""

    def __init__(self, client, url, bearer):
        self.client = client
        self._wire = client.ApiClient(client.Configuration(host=url, access_token=bearer))

    @cached_property
    def persons(self):
        return self.client.PersonsApi(self._wire)

    @cached_property
    def declarations(self):
        return self.client.DeclarationsApi(self._wire)

    @cached_property
    def cases(self):
        return self.client.CasesApi(self._wire)

    @cached_property
    def publicities(self):
        return self.client.PublicitiesApi(self._wire)

    @cached_property
    def reports(self):
        return self.client.ReportsApi(self._wire)

    @cached_property
    def documents(self):
        return self.client.DocumentsApi(self._wire)


class Applicant:
    """Somebody at the portal for persons: `brings` is what he knows of himself, `token` gives his token."""

    def __init__(self, account, brings, token):
        self.portal, self.brings, self._token = account, brings, token
        self.declaration_id, self.version = None, 0

    @property
    def who(self):
        """The header by which each call is his."""
        return {"zhiping_person_token": self._token(self.brings["person_id"])}

    def registers(self):
        """An account with profile and photo; returns its version, for whoever verifies it."""
        client, persons, mine = self.portal.client, self.portal.persons, self.brings["person_id"]
        body = client.RegisterPersonBody.model_validate(self.brings["person"])
        version = persons.declaration_register_person(key(), body, **self.who).version
        profile = client.UpdateProfileBody.model_validate({"profile": self.brings["profile"]})
        version = persons.declaration_update_profile(mine, key(), seen(version), profile, **self.who).version
        photo = bytes.fromhex(self.brings["photo"])
        announced = client.OpenPhotoUploadBody(media_type="image/png", **measured(photo))
        link = persons.declaration_open_photo_upload(mine, key(), announced, **self.who)
        put(link.upload_url, photo, "image/png")
        body = client.SetPhotoBody(object_key=link.object_key)
        return persons.declaration_set_photo(mine, key(), seen(version), body, **self.who).version

    def may_file(self, plan_id):
        """The verdict on a plan, rule by rule."""
        check = self.portal.persons.declaration_check_eligibility
        return check(self.brings["person_id"], plan_id=plan_id, **self.who)

    def drafts(self, plan_id, materials):
        """Filled in and with every file that the notice asks for."""
        client, declarations = self.portal.client, self.portal.declarations
        body = client.StartDeclarationBody(plan_id=plan_id, major=self.brings["major"])
        started = declarations.declaration_start_declaration(key(), body, **self.who)
        self.declaration_id, self.version = started.declaration_id, started.version
        self.fills(self.brings["sections"])
        rows = declarations.declaration_get_declaration(self.declaration_id, **self.who).sections
        for item, section in materials:
            for row in rows[section] if section else [None]:
                self.attaches(item, f"{section}.{row['id']}" if row else None)

    def fills(self, sections):
        """Whole sections of the dossier."""
        body = self.portal.client.FillDossierBody.model_validate({"sections": sections})
        self._change(self.portal.declarations.declaration_fill_dossier, body)

    def attaches(self, item, supports, note=""):
        """Announce a file, put it to the link, hand it in."""
        data = scan(f"{self.brings['person_id']} {item} {supports} {note}")
        told = {"item": item, "filename": f"{item}.pdf", "media_type": "application/pdf", **measured(data)}
        client, declarations = self.portal.client, self.portal.declarations
        announced = client.OpenUploadBody(**told)
        link = declarations.declaration_open_upload(self.declaration_id, key(), announced, **self.who)
        put(link.upload_url, data, "application/pdf")
        body = client.AttachMaterialBody(item=item, object_key=link.object_key, title="佐证材料", supports=supports)
        self._change(declarations.declaration_attach_material, body)

    def signs(self):
        """The commitment."""
        body = self.portal.client.SignCommitmentBody(agreed=True)
        self._change(self.portal.declarations.declaration_sign_commitment, body)

    def submits(self, **how):
        """Returns the answer."""
        call = self.portal.declarations.declaration_submit_declaration
        return call(self.declaration_id, key(), seen(self.version), **self.who, **how)

    def look(self):
        """The declaration as it is; later changes are based on it."""
        found = self.portal.declarations.declaration_get_declaration(self.declaration_id, **self.who)
        self.version = found.version
        return found

    def _change(self, call, body):
        self.version = call(self.declaration_id, key(), seen(self.version), body, **self.who).version


class Office:
    """A unit, a department or a bureau behind a portal of its own."""

    def __init__(self, account, organisation_id):
        self.portal, self.id = account, organisation_id

    def verifies(self, person_id, version):
        """A profile, against the file that the unit keeps."""
        body = self.portal.client.VerifyProfileBody(opinion="经核对人事档案，信息属实。")
        self.portal.persons.declaration_verify_profile(person_id, key(), seen(version), body)

    def work(self, state="open"):
        """What waits here, by declaration; every page of it."""
        found, cursor = {}, None
        while True:
            page = self.portal.cases.audit_list_inbox(limit=1, cursor=cursor, filter_state=state)
            found |= {case.declaration_id: case for case in page.items}
            cursor = page.next_cursor
            if cursor is None:
                return found

    def opens(self, declaration_id):
        """The case with all that belongs to it."""
        return self.portal.cases.audit_get_case(declaration_id)

    def reads(self, case, material):
        """An uploaded file of the case, from its link: headers and bytes."""
        call = self.portal.declarations.declaration_open_material
        link = call(case.declaration_id, material["material_id"], revision=case.revision)
        with urlopen(link.url) as answer:
            return answer.headers, answer.read()

    def returns(self, declaration_id, **defects):
        """Back to the applicant, with everything at once: path and defect, each by a clause that the case may cite."""
        case, client = self.opens(declaration_id), self.portal.client
        items = [
            {"path": path, "defect": defect, "remedy": "请补充更正", "clause": case.stage.clause}
            for path, defect in defects.items()
        ]
        told = {"opinion": "材料需补充更正，一次性告知如下。", "seal_reference": SEAL, "items": items}
        body = client.ReturnDeclarationBody.model_validate(told)
        return self.portal.cases.audit_return_declaration(declaration_id, key(), seen(case.version), body)

    def rejects(self, declaration_id):
        """For good."""
        case = self.opens(declaration_id)
        body = self.portal.client.RejectDeclarationBody(
            clause=case.stage.clause, opinion="经核实，申报材料存在不实内容，不予受理。", reason_code="false_material"
        )
        return self.portal.cases.audit_reject_declaration(declaration_id, key(), seen(case.version), body)

    def approves(self, declaration_id, *, recommends=False):
        """To the next stage."""
        case, client = self.opens(declaration_id), self.portal.client
        told = {"opinion": "经审核，材料真实、完整，同意上报。", "seal_reference": SEAL}
        if recommends:
            told["recommendation"] = {"method": "经单位考核推荐小组民主推荐产生", "qualification": "符合申报资格条件"}
        body = client.ApproveStageBody.model_validate(told)
        return self.portal.cases.audit_approve_stage(declaration_id, key(), seen(case.version), body)

    def posts(self, scope, declaration_ids):
        """A list for the public to see."""
        told = {"scope": scope, "declaration_ids": declaration_ids, "channel": {"telephone": "0476-8220000"}}
        body = self.portal.client.PostPublicityBody.model_validate(told)
        return self.portal.publicities.audit_post_publicity(key(), body)

    def closes(self, publicity_id):
        """A list whose days are over."""
        listed = self.portal.publicities.audit_get_publicity(publicity_id)
        return self.portal.publicities.audit_close_publicity(publicity_id, key(), seen(listed.version))

    def reports(self, notice_id, level_group):
        """The roster to whoever is next."""
        told = {"notice_id": notice_id, "level_group": level_group, "recommendation_report": "经审核公示无异议。"}
        return self.portal.reports.audit_report_roster(key(), self.portal.client.ReportRosterBody(**told))


def measured(data):
    """What an upload announces."""
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def put(url, data, media_type):
    """A file to its link."""
    with urlopen(Request(url, data, {"Content-Type": media_type}, method="PUT")) as answer:
        assert answer.status in (200, 201, 204)
