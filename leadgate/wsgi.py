"""What the web server loads: `leadgate.wsgi:app`."""

import config
from leadgate.app import create_app
from leadgate.foundation.background.broker import waker
from leadgate.foundation.background.running_mark import hold
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house.loading import collect_again
from leadgate.foundation.installation import Installation
from leadgate.foundation.logs import speak_json
from leadgate.rooms import ROOMS

speak_json()
here = Installation.built_from(config.load(), assemble(ROOMS))
here.wake_workers = waker(here.settings)
hold(here.settings.data_dir)
app = create_app(here)
collect_again()
