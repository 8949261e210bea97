"""Letters after they were sent: on the site for everybody, where somebody put them there, and for each reader."""
