"""What is made for a third party in the studio, and handed out."""
