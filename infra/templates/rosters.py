"""The two rosters: applicants (the sixteen columns of the green channel and five more) and those who passed."""

from __future__ import annotations

from dataclasses import replace

from .sheets import RosterColumn, RosterSheet, build

_APPLICANTS = RosterSheet(
    title="申报职称评审人员花名册",
    head=(
        "报送单位（盖章）：{{ organisation }}",
        "联系人：{{ contact }}",
        "联系电话：{{ telephone }}",
        "报送日期：{{ date }}",
    ),
    foot=("合计：{{ count }}人", "填表人：", "审核人：", "负责人：", "　　年　　月　　日"),
    columns=(
        RosterColumn("序号", "{{ r.number }}", 6, "全表连续编号", "1"),
        RosterColumn("工作单位", "{{ r.unit }}", 26, "与单位公章名称一致，填写全称", "红山区第一小学", left=True),
        RosterColumn("姓名", "{{ r.name }}", 10, "与身份证一致", "张三"),
        RosterColumn("身份证号", "{{ r.id_number }}", 21, "18位，文本格式", "150402198510021234"),
        RosterColumn("性别", "{{ r.sex }}", 6, "男、女", "女"),
        RosterColumn("出生年月", "{{ r.birth }}", 10, "格式：19XX/10", "1985/10"),
        RosterColumn("民族", "{{ r.ethnicity }}", 9, "填写全称", "蒙古族"),
        RosterColumn("学历", "{{ r.education }}", 11, "最高学历", "大学本科"),
        RosterColumn(
            "毕业院校及时间", "{{ r.school }}", 24, "最高学历的毕业院校和毕业时间", "内蒙古师范大学 2008.07", left=True
        ),
        RosterColumn("职称系列", "{{ r.series }}", 13, "按申报计划填写", "中小学教师"),
        RosterColumn("现职称及取得时间", "{{ r.present }}", 20, "无职称填“无”", "一级教师（2015.12）"),
        RosterColumn("申报职称名称", "{{ r.title }}", 14, "按申报计划填写", "高级教师"),
        RosterColumn("申报资格等级", "{{ r.level }}", 10, "正高级、副高级、中级、助理级、员级", "副高级"),
        RosterColumn("现从事专业", "{{ r.major }}", 14, "与申报专业一致", "小学语文"),
        RosterColumn("人才类别", "{{ r.talent }}", 9, "绿色通道人员填写所依据政策的序号，其他人员不填", ""),
        RosterColumn("从事专业年限", "{{ r.profession_years }}", 9, "整年数", "18"),
        RosterColumn("任现职年限", "{{ r.title_years }}", 9, "自取得现职称之日起的整年数", "10"),
        RosterColumn("是否破格", "{{ r.exceptional }}", 7, "是、否", "否"),
        RosterColumn("评审方式", "{{ r.mode }}", 28, "按申报计划填写", "线上盲审盲评"),
        RosterColumn("分组", "{{ r.group }}", 10, "苏木乡镇、旗县区、市直等", "旗县区"),
        RosterColumn("备注", "{{ r.remark }}", 12, "需要说明的事项", ""),
    ),
    notes=(
        "花名册按高级、中级、初级分文件存储和报送。",
        "表内各系列分别归类，同一系列下按专业集中排列。",
        "本表由系统根据已审核的申报材料生成，与评审表、送审表内容一致，请勿手工改动身份信息。",
    ),
    footer="{{ heads }}",
)
_GREEN = replace(
    _APPLICANTS,
    columns=(*_APPLICANTS.columns[:15], _APPLICANTS.columns[-1]),
    notes=("请务必按照示例规范填写信息，人才类别一栏填写申报人员适用政策的序号。", *_APPLICANTS.notes),
)
"""Exactly the sixteen columns that nmg-green-2025 annex 2 prints."""

_PASSED = RosterSheet(
    title="职称评审通过人员花名册",
    head=(
        "评审委员会：{{ committee }}",
        "办事机构（盖章）：{{ office }}",
        "评审时间：{{ meeting }}",
        "报送日期：{{ date }}",
    ),
    foot=(
        "合计：{{ count }}人",
        "主任委员：{{ chair }}",
        "经办人：{{ reported_by }}",
        "核准部门（盖章）：",
        "　　年　　月　　日",
    ),
    columns=(
        RosterColumn("序号", "{{ r.number }}", 6, "全表连续编号", "1"),
        RosterColumn("姓名", "{{ r.name }}", 10, "与身份证一致", "张三"),
        RosterColumn("性别", "{{ r.sex }}", 6, "男、女", "女"),
        RosterColumn("出生年月", "{{ r.birth }}", 10, "格式：19XX/10", "1985/10"),
        RosterColumn("身份证号", "{{ r.id_number }}", 21, "18位，文本格式", "150402198510021234"),
        RosterColumn("工作单位", "{{ r.unit }}", 28, "填写全称", "红山区第一小学", left=True),
        RosterColumn("职称系列", "{{ r.series }}", 13, "按申报计划填写", "中小学教师"),
        RosterColumn("专业", "{{ r.major }}", 14, "按申报计划填写", "小学语文"),
        RosterColumn("通过职称名称", "{{ r.title }}", 14, "按申报计划填写", "高级教师"),
        RosterColumn("级别", "{{ r.level }}", 9, "正高级、副高级、中级、助理级、员级", "副高级"),
        RosterColumn("通过时间", "{{ r.passed_on }}", 16, "评审会议日期，职称自该日起算", "2026年9月10日"),
        RosterColumn("档案编号", "{{ r.case_number }}", 18, "审核受理编号", "CF2026-000001"),
        RosterColumn("出席", "{{ r.present }}", 6, "出席会议的评委人数", "17"),
        RosterColumn("赞成", "{{ r.yes }}", 6, "赞成票数", "15"),
        RosterColumn("反对", "{{ r.no }}", 6, "反对票数", "1"),
        RosterColumn("弃权", "{{ r.abstain }}", 6, "弃权票数", "1"),
        RosterColumn("材料摘要", "{{ r.digest }}", 19, "申报材料摘要的前16位，用于核对纸质材料", "abababababababab"),
        RosterColumn("备注", "{{ r.remark }}", 12, "需要说明的事项", ""),
    ),
    notes=(
        "本表由评委会办事机构在评审结束后一个月内，连同核准报告、公示情况和书面承诺书一并报送。",
        "表内各系列分别归类，同一系列下按专业集中排列。",
        "票数为无记名投票的统计结果。",
    ),
)


def applicant_roster() -> bytes:
    """The template file of the 申报人员花名册."""
    return build(_APPLICANTS)


def green_roster() -> bytes:
    """The template file of the green channel's roster."""
    return build(_GREEN)


def pass_roster() -> bytes:
    """The template file of the 通过人员花名册."""
    return build(_PASSED)
