"""The figures of every set of strangers' answers."""

from tests.questions.strangers import precision, rates, read, sets

if __name__ == "__main__":
    for path in sets():
        texts = read(path)
        print(f"{path.stem}: {len(texts)} texts; share, and Wilson's interval of 95 %")
        for (what, of), rate in rates(texts).items():
            print(f"  {what:24} {of:16} {rate}")
        for what, rate in precision(texts).items():
            print(f"  precision of {what:24}    {rate}")
