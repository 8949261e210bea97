"""Learning from coders which words speak for a code: a logistic regression per code, checked on answers it did not see.

Imported by the workers alone. A word is learnt only if five answers have it, so that none leads to one person.
"""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from leadgate.coding.suggesting import Learnt
from leadgate.statistics.disclosure import FEWEST

ENOUGH = 8
"""So many answers with a code, and without it, are needed before anything is learnt."""
FOLDS = 4
FAINT = 0.05


def learn(texts: Sequence[Sequence[str]], given: Sequence[bool]) -> Learnt:
    """What the words of coded answers say about one code.

    Args:
        texts: of each answer its words, as they are compared.
        given: whether coders gave it the code.
    """
    has = np.array(given, dtype=bool)
    if min(has.sum(), (~has).sum()) < ENOUGH:
        return Learnt()
    vocabulary = CountVectorizer(analyzer=list, binary=True, min_df=FEWEST)
    try:
        seen = vocabulary.fit_transform(texts)
    except ValueError:  # no word is in five answers
        return Learnt()
    model = LogisticRegression(class_weight="balanced", max_iter=1_000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    expected = cross_val_predict(model, seen, has, cv=folds)
    model.fit(seen, has)
    words = vocabulary.get_feature_names_out()
    weights = {str(word): round(float(one), 4) for word, one in zip(words, model.coef_[0], strict=True)}
    kept = {word: one for word, one in weights.items() if abs(one) >= FAINT}
    return Learnt(kept, round(float(model.intercept_[0]), 4), round(float(cohen_kappa_score(has, expected)), 3))
