"""The privacy notice: made from what is true here, in versions, complete for GDPR art. 13 and the CCPA."""
