"""The pictures of a study by name: the page shows one of them, a report those that were chosen for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coding.co_occurrence import co_occurrence
from coding.evidence import Evidence
from coding.group_differences import group_differences
from coding.guide_coverage import GuideCoverage
from coding.portraits import portraits
from coding.saturation import Step, saturation
from coding.work_by_group import SpeechOf, work_by_group
from corpus.documents import list_documents
from corpus.language import Language, Texts
from corpus.participants import Group
from corpus.study import Study
from exports.co_occurrence_picture import network_chart
from exports.difference_picture import difference_chart
from exports.picture_names import PICTURES, PictureName
from exports.pictures import MOST_ROWS, Picture, heat_map, portraits_chart, saturation_chart
from exports.work_picture import work_chart


@dataclass(frozen=True)
class Ground:
    """What pictures are made from.

    `network_from` is the least number of informants on a line of the network; 0 is what can be read. `speech_of` is
    what is kept of who has coded how much; without it that is read anew.
    """

    study: Study
    evidence: Evidence
    guide: GuideCoverage | None
    texts: Texts
    language: Language
    network_from: int = 0
    speech_of: SpeechOf | None = None


def study_picture(ground: Ground, name: PictureName) -> Picture | None:
    """One picture; None where there is nothing to show in it."""
    if not (ground.evidence.excerpts and any(ground.evidence.columns)):
        return None
    return _MAKERS[name](ground)


def study_pictures(ground: Ground, wanted: Sequence[PictureName] = PICTURES) -> tuple[Picture, ...]:
    """Those of the wanted pictures that show something; none where nothing is coded by people with a group."""
    made = [study_picture(ground, name) for name in wanted]
    return tuple(picture for picture in made if picture is not None)


def few_codes(evidence: Evidence) -> bool:
    """Whether sub-codes fit a picture too."""
    return len(evidence.codebook.codes) <= MOST_ROWS


def _groups(ground: Ground) -> Picture:
    return heat_map(ground.evidence, ground.texts, sub_codes=few_codes(ground.evidence))


def _differences(ground: Ground) -> Picture | None:
    found = group_differences(ground.evidence, ground.guide)
    return difference_chart(found, ground.evidence.columns, ground.texts, ground.language)


def _network(ground: Ground) -> Picture | None:
    network = co_occurrence(ground.evidence, sub_codes=few_codes(ground.evidence))
    return network_chart(network, ground.evidence.codebook, ground.texts, ground.language, least=ground.network_from)


def _interviews(ground: Ground) -> Picture:
    return portraits_chart(portraits(ground.study, ground.evidence), ground.evidence, ground.texts)


def _new_codes(ground: Ground) -> Picture:
    evidence, heads = ground.evidence, list_documents(ground.study)
    steps: dict[Group | None, Sequence[Step]] = {None: saturation(evidence, heads)}
    for group in evidence.columns:
        if group and len(found := saturation(evidence, heads, group.id)) > 1:
            steps[group] = found
    return saturation_chart(steps, evidence.columns, ground.texts)


def _work(ground: Ground) -> Picture | None:
    return work_chart(work_by_group(ground.study, ground.evidence, ground.speech_of), ground.texts, ground.language)


_MAKERS: Mapping[PictureName, Callable[[Ground], Picture | None]] = {
    "groups": _groups,
    "differences": _differences,
    "network": _network,
    "interviews": _interviews,
    "new_codes": _new_codes,
    "work": _work,
}
