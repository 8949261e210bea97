"""The tables of discussions: threads and posts with their files and reactions, what is read, begun, searched for."""

from leadgate.discussions.models.file import GoingFile, PostFile
from leadgate.discussions.models.post import Post, Thread
from leadgate.discussions.models.reaction import Reaction
from leadgate.discussions.models.reading import PostDraft, ReadMark
from leadgate.discussions.models.search import PostWord

__all__ = ["GoingFile", "Post", "PostDraft", "PostFile", "PostWord", "Reaction", "ReadMark", "Thread"]
