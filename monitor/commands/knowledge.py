"""What the settings say the steps should know."""

from monitor.knowledge.load import load_knowledge
from monitor.knowledge.rule_files import DEFAULT_RULES
from monitor.model.knowledge import Knowledge
from monitor.settings import Settings


def knowledge_for(settings: Settings) -> Knowledge:
    """Raises KnowledgeFileError with every problem of every file."""
    return load_knowledge(
        phrase_folder=settings.phrases_dir,
        rules=settings.rules_file or DEFAULT_RULES,
        places=settings.places_file,
        sources=settings.sources_file,
        pcodes=settings.pcodes_file,
    )
