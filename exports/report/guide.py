"""The interview guide as a report's appendix: every question with whom it is for and what answers to it are coded."""

from collections.abc import Iterator

from coding.interview_guide import GuideQuestion
from exports.report.blocks import Block, Heading, Table
from exports.report.material import Material


def interview_guide(material: Material) -> Iterator[Block]:
    """The questions in their order under their topics; nothing where the study has no guide."""
    if material.guide is None:
        return
    _ = material.texts.gettext
    header = (_("Topic"), _("Question"), _("Groups"), _("Codes"))
    yield Heading(1, _("Appendix: the interview guide"), numbered=False)
    rows = []
    topic = ""
    for question in material.guide.questions:
        rows.append(
            (
                "" if question.topic == topic else material.masks.text(question.topic),
                material.masks.text(question.text),
                _groups(material, question),
                "\n".join(material.evidence.codebook.code(code_id).name for code_id in question.codes),
            )
        )
        topic = question.topic
    yield Table(_("The questions, whose guide has them, and the codes that answers get"), header, tuple(rows), _WIDTHS)


_WIDTHS = (2.8, 6.6, 3.2, 3.4)


def _groups(material: Material, question: GuideQuestion) -> str:
    groups = [group for group in material.evidence.groups if group.id in question.groups]
    interviewed = [group for group in material.evidence.columns if group is not None]
    if len(interviewed) > 1 and all(group in groups for group in interviewed):
        return material.texts.gettext("all")
    return "\n".join(group.name for group in groups)
