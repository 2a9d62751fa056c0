"""What each command is called on pages."""

from __future__ import annotations

TITLES: dict[str, str] = {
    "declaration.publish_notice": "发布年度通知",
    "declaration.register_person": "登记个人信息",
    "declaration.update_profile": "完善个人档案",
    "declaration.open_photo_upload": "上传照片",
    "declaration.set_photo": "使用已上传的照片",
    "declaration.verify_profile": "审核个人档案",
    "declaration.return_profile": "退回个人档案",
    "declaration.correct_id_number": "更正身份证件号码",
    "declaration.settle_id_number": "认定身份证件号码归属",
    "declaration.start_declaration": "开始申报",
    "declaration.fill_dossier": "填写申报材料",
    "declaration.open_upload": "上传佐证材料",
    "declaration.attach_material": "添加佐证材料",
    "declaration.remove_material": "移除佐证材料",
    "declaration.sign_commitment": "签署承诺书",
    "declaration.submit_declaration": "提交申报",
    "declaration.withdraw_declaration": "撤回申报",
    "declaration.accept_amendment": "确认适用调整后的通知",
    "audit.register_organisation": "登记单位",
    "audit.change_organisation": "变更登记信息",
    "audit.end_organisation": "单位停用",
    "audit.merge_organisation": "单位合并",
    "audit.approve_stage": "审核通过",
    "audit.return_declaration": "退回补正",
    "audit.reject_declaration": "不予受理",
    "audit.approve_stages": "多件一并审核通过",
    "audit.return_declarations": "多件一并退回补正",
    "audit.claim_case": "领办申报",
    "audit.release_case": "退还领办",
    "audit.set_absence": "不在岗登记",
    "audit.hand_over_case": "移交上级办理",
    "audit.post_publicity": "发布公示",
    "audit.close_publicity": "结束公示",
    "audit.file_objection": "提出异议",
    "audit.resolve_objection": "办结异议",
    "audit.dismiss_objections": "批量办结异议",
    "audit.report_roster": "上报花名册",
    "audit.state_posts": "填报岗位情况",
    "audit.allocate_quota": "分配名额",
    "audit.record_charge": "登记收费",
    "committee.register_committee": "申请组建评委会",
    "committee.approve_committee": "答复评委会组建申请",
    "committee.hand_over_office": "移交办事机构工作",
    "committee.open_pool_upload": "上传专家库",
    "committee.import_pool": "导入专家库",
    "committee.schedule_session": "安排评审会议",
    "committee.assign_declarations": "分配参评人员",
    "committee.commit_seed": "封存专家库并公布种子承诺",
    "committee.draw_panel": "揭示种子并抽取评委",
    "committee.declare_recusal": "登记回避",
    "committee.file_plan": "报备评审实施方案",
    "committee.consent_to_plan": "答复评审实施方案",
    "committee.check_in": "评委签到",
    "committee.open_session": "宣布开会",
    "committee.reconvene_session": "另行召集会议",
    "committee.collect_ballots": "领取表决票",
    "committee.cast_ballots": "投票",
    "committee.close_voting": "结束投票并计票",
    "committee.post_results": "公示评审结果",
    "committee.file_objection": "对评审结果提出异议",
    "committee.report_investigation": "反馈异议核查情况",
    "committee.resolve_objection": "办结结果异议",
    "committee.dismiss_objections": "批量办结结果异议",
    "committee.close_results": "结束结果公示",
    "committee.report_package": "报送评审结果",
    "committee.approve_results": "答复评审结果",
    "committee.reschedule_session": "改期",
    "committee.recognise_declarations": "考核认定",
    "committee.record_inspection": "登记监督检查",
    "committee.take_measure": "采取监督措施",
    "committee.lift_measure": "解除监督措施",
    "committee.revoke_certificate": "撤销职称",
    "committee.file_extension": "申请延期评审",
    "committee.answer_extension": "答复延期申请",
    "committee.report_cleaning": "报告专家库清理情况",
    "committee.agree_joint_review": "同意联合（委托）评审",
    "committee.set_indicators": "设定评价指标权重",
    "committee.register_scores": "登记评分",
    "notify.mark_read": "标为已读",
    "notify.set_preferences": "设置通知方式",
    "notify.confirm_address": "确认通知地址",
    "notify.make_calendar_link": "生成日历订阅地址",
    "notify.revoke_calendar_link": "停用日历订阅地址",
    "replay_dead_letter": "重新投递死信",
    "discard_dead_letter": "放弃死信",
    "run_due": "立即办理到期事项",
}
"""By `service.method`; what every service has, by the method alone."""


LABELS: dict[str, dict[str, str]] = {
    "declaration.publish_notice": {"foresee": "试算的申报件数"},
    "declaration.return_profile": {"items": "逐项补正意见", "items.0.part": "项目", "items.0.text": "补正意见"},
    "committee.register_committee": {
        "code": "评委会编号", "name": "评委会名称", "size": "组成人数（考核认定机构不填）", "scope_kind": "组建范围",
        "majors": "专业（不填为系列内全部专业）", "office_organisation_id": "办事机构（单位编号）",
    },
    "committee.report_cleaning": {"added": "新增的专家编号", "removed": "移出的专家"},
    "committee.schedule_session": {"place": "会议地点", "measures": "工作措施", "procedure": "评审程序"},
    "committee.record_inspection": {"session_id": "会议编号（检查评委会整体时不填）", "faults": "是否发现问题"},
    "committee.consent_to_plan": {"agreed": "是否同意", "final": "不同意时是否为最终决定（否则退回修改）"},
    "committee.answer_extension": {"agreed": "是否同意", "final": "不同意时是否为最终决定（否则退回修改）"},
    "committee.check_in": {"expert_no": "签到专家编号"},
    "committee.declare_recusal": {"declaration_id": "申报编号（全程回避时不填）"},
    "audit.register_organisation": {
        "name": "单位名称", "kind": "单位类别", "channel": "推荐渠道", "valid_from": "启用日期",
    },
    "audit.change_organisation": {
        "name": "单位名称", "kind": "单位类别", "valid_from": "启用日期", "reason": "变更理由",
    },
    "audit.end_organisation": {"last_day": "最后一日（不填为恢复启用）", "reason": "停用或恢复的理由"},
    "audit.merge_organisation": {"reason": "合并理由"},
}  # fmt: skip
"""Where a field is called more exactly than everywhere else, by its path."""


def labels_of(service: str, method: str) -> dict[str, str]:
    """The names of fields that this command has of its own."""
    return LABELS.get(f"{service}.{method}", {})


def title_of(service: str, method: str) -> str:
    """The name on a page; raises KeyError for a command without one."""
    return TITLES[f"{service}.{method}"] if f"{service}.{method}" in TITLES else TITLES[method]
