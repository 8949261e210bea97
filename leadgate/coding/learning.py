"""Learning from coders which words speak for a code: a logistic regression per code, checked on answers it did not see.

Imported by the workers alone. Of a word that was learnt only a keyed hash is kept, as of the words posts are found by:
it is found again in an answer that has it, and cannot be read.
"""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from leadgate.coding.suggesting import Learnt

ENOUGH, EACH = 10, 3
"""So many coded answers are needed before anything is learnt of a code, and so many with it, and without it."""
LEAST_ANSWERS = 2
"""A word of a single answer says nothing about others."""
FOLDS = 5
USEFUL = 0.2
"""From this agreement on with coders, on answers it had not seen, what was learnt suggests anything (Cohen's kappa;
below it is "slight" in Landis & Koch 1977)."""
FAINT = 0.05


def learn(texts: Sequence[Sequence[str]], given: Sequence[bool], index: Callable[[str], str]) -> Learnt:
    """What the words of coded answers say about one code.

    Args:
        texts: of each answer its words, as they are compared.
        given: whether coders gave it the code.
        index: a keyed hash of a word.
    """
    has = np.array(given, dtype=bool)
    fewest = int(min(has.sum(), (~has).sum()))
    if len(has) < ENOUGH or fewest < EACH:
        return Learnt()
    vocabulary = CountVectorizer(analyzer=list, binary=True, min_df=LEAST_ANSWERS)
    try:
        seen = vocabulary.fit_transform(texts)
    except ValueError:  # no word is in two answers
        return Learnt()
    model = LogisticRegression(class_weight="balanced", max_iter=1_000)
    folds = StratifiedKFold(min(FOLDS, fewest), shuffle=True, random_state=0)
    agreement = round(float(cohen_kappa_score(has, cross_val_predict(model, seen, has, cv=folds))), 3)
    if not agreement >= USEFUL:
        return Learnt(agreement=agreement, answers=len(has))
    model.fit(seen, has)
    words = vocabulary.get_feature_names_out()
    weights = {index(str(word)): round(float(one), 4) for word, one in zip(words, model.coef_[0], strict=True)}
    kept = {word: one for word, one in weights.items() if abs(one) >= FAINT}
    return Learnt(kept, round(float(model.intercept_[0]), 4), agreement, len(has))
