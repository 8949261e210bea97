"""`python -m workers`: Celery, which can be asked to end from the first moment."""

from leadgate.foundation.house.loading import stop_collecting
from leadgate.running.ending import end_when_asked

if __name__ == "__main__":
    end_when_asked()
    stop_collecting()
    from celery.__main__ import main

    main()
