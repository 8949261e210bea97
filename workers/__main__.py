"""`python -m workers`: Celery, which can be asked to end from the first moment."""

from leadgate.running.ending import end_when_asked

if __name__ == "__main__":
    end_when_asked()
    from celery.__main__ import main

    main()
