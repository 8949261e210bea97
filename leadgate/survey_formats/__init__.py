"""Surveys as other programs write them: LimeSurvey's .lss and XLSForm."""
