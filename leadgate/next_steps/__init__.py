"""What is suggested to somebody who has their download: a survey, a group, another download, telling a friend."""
