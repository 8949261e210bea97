"""The tables of discussions: threads and posts with their files and reactions, what is read, begun, searched for."""

from leadgate.discussions.models.file import PostFile
from leadgate.discussions.models.post import Post, Thread
from leadgate.discussions.models.reaction import Reaction
from leadgate.discussions.models.reading import Draft, ReadMark
from leadgate.discussions.models.search import PostWord

__all__ = ["Draft", "Post", "PostFile", "PostWord", "Reaction", "ReadMark", "Thread"]
