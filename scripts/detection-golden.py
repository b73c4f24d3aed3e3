"""Writes what scikit-learn 1.9.1 says of fixed samples: python scripts/detection-golden.py > test/engine/detection/golden/scikit-learn.json

The samples have no ties, except for the repeated rows, which come in whole copies.
"""
import json

import numpy as np
import sklearn
from sklearn.cluster import DBSCAN
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor
from sklearn.preprocessing import StandardScaler
from sklearn.svm import OneClassSVM


def sample(seed, repeated):
    random = np.random.default_rng(seed)
    crowd = random.normal(0, 1, (50, 4))
    second = random.normal(4, 0.4, (20, 4))
    strange = random.uniform(-9, 9, (6, 4))
    rows = np.vstack([crowd, second, strange]).astype(np.float32).astype(np.float64)
    if repeated:
        rows = np.vstack([rows, np.repeat(rows[:5], 3, axis=0)])
    return rows


def of(rows, fresh):
    forest = IsolationForest(n_estimators=5, max_samples=32, random_state=3).fit(rows)
    lof = LocalOutlierFactor(n_neighbors=7).fit(rows)
    novelty = LocalOutlierFactor(n_neighbors=7, novelty=True).fit(rows)
    svm = OneClassSVM(nu=0.2, tol=1e-9).fit(rows)
    scaler = StandardScaler().fit(rows)
    trees = []
    for tree in forest.estimators_:
        inner = tree.tree_
        trees.append(
            {
                "columns": [int(at) if at >= 0 else -1 for at in inner.feature],
                "thresholds": inner.threshold.tolist(),
                "lefts": inner.children_left.tolist(),
                "rights": inner.children_right.tolist(),
                "sizes": inner.n_node_samples.tolist(),
            }
        )
    return {
        "rows": rows.tolist(),
        "fresh": fresh.tolist(),
        "scaler": {"means": scaler.mean_.tolist(), "deviations": scaler.scale_.tolist()},
        "isolation_forest": {
            "sampled": 32,
            "trees": trees,
            "scores": (-forest.score_samples(rows)).tolist(),
            "fresh": (-forest.score_samples(fresh)).tolist(),
        },
        "local_outlier_factor": {
            "scores": (-lof.negative_outlier_factor_).tolist(),
            "fresh": (-novelty.score_samples(fresh)).tolist(),
        },
        "one_class_svm": {
            "scores": (-svm.decision_function(rows)).tolist(),
            "fresh": (-svm.decision_function(fresh)).tolist(),
        },
        "dbscan": {
            str(eps): {
                str(least): DBSCAN(eps=eps, min_samples=least).fit(rows).labels_.tolist()
                for least in (2, 5)
            }
            for eps in (0.5, 1.0, 2.0)
        },
    }


fresh = np.random.default_rng(9).uniform(-6, 6, (12, 4)).astype(np.float32).astype(np.float64)
print(
    json.dumps(
        {
            "scikit-learn": sklearn.__version__,
            "single": of(sample(1, False), fresh),
            "repeated": of(sample(2, True), fresh),
        }
    )
)
