"""Leads: all people over all assets, groups and surveys, found, understood and kept in order by those who may."""
