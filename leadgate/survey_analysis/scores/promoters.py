"""The three classes of those who say how likely they are to recommend something (Reichheld 2003)."""

NPS_CLASSES = {"promoters": range(9, 11), "passives": range(7, 9), "detractors": range(7)}


def nps_class(point: int) -> str:
    """The class of a point from 0 to 10."""
    return next(name for name, points in NPS_CLASSES.items() if point in points)
