"""Every table there is, for those who must see them all: migrations and the register's tests."""

from leadgate.assets import models as assets
from leadgate.consent import models as consent
from leadgate.erasure import models as erasure
from leadgate.foundation import audit, limits, outbox, vault
from leadgate.groups import models as groups
from leadgate.incidents import models as incidents
from leadgate.ledger import models as ledger
from leadgate.people import models as people
from leadgate.profiles import models as profiles
from leadgate.questions import models as questions
from leadgate.retention import models as retention
from leadgate.rights import models as rights
from leadgate.staff import models as staff
from leadgate.surveys import models as surveys

ALL = (
    *(assets, audit, consent, erasure, groups, incidents, ledger, limits, outbox, people, questions, retention, rights),
    *(profiles, staff, surveys, vault),
)
