"""Tables in Markdown."""
import statistics


def spread(values, digits):
    """`median (least–most)`."""
    if not values:
        return "–"
    low, high = min(values), max(values)
    middle = f"{statistics.median(values):.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({low:.{digits}f}–{high:.{digits}f})"


def ratio(theirs, ours):
    """How many times ours theirs is: the median over the passes, pair by pair."""
    pairs = [a / b for a, b in zip(theirs, ours) if b]
    return f"{statistics.median(pairs):.2g} ×" if pairs else "–"


def write(title, about, columns, rows):
    print(f"\n### {title}\n\n{about}\n")
    print("| " + " | ".join(columns) + " |\n| " + " | ".join("---" for _ in columns) + " |")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def compare(title, about, measures, results, ours):
    """`results`: {program: {measure: [value of each pass]}}; `measures`: {measure: digits}. Beside each measure stands
    how many times ours it is."""
    columns = ["", *(cell for measure in measures for cell in (measure, "× Hearth"))]
    rows = []
    for program, values in results.items():
        row = [program]
        for measure, digits in measures.items():
            row += [spread(values.get(measure, []), digits),
                    "" if program == ours else ratio(values.get(measure, []), results[ours].get(measure, []))]
        rows.append(row)
    write(title, about, columns, rows)
