#include "app/viewmodels/dashboardgrid.h"

#include <algorithm>

namespace hearth::app::grid {

namespace {

bool overlap(const Item &one, const Item &other)
{
    return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h &&
           other.y < one.y + one.h;
}

const Item *inTheWay(const Items &placed, const Item &item)
{
    const auto found = std::ranges::find_if(placed, [&](const Item &each) { return overlap(each, item); });
    return found == placed.end() ? nullptr : &*found;
}

bool isBefore(const Item &one, const Item &other)
{
    return one.y != other.y ? one.y < other.y : one.x < other.x;
}

Item fitted(Item item, int columns)
{
    item.w = std::clamp(item.w, 1, columns);
    item.h = std::clamp(item.h, 1, mostRows);
    item.x = std::clamp(item.x, 0, columns - item.w);
    item.y = std::max(item.y, 0);
    return item;
}

//! Pushes each of `items` below what is in its way.
Items settled(Items items, Items fixed)
{
    std::ranges::stable_sort(items, isBefore);
    for (Item &each : items) {
        while (const Item *other = inTheWay(fixed, each))
            each.y = other->y + other->h;
        fixed += each;
    }
    return fixed;
}

//! In the order in which they were before.
Items ordered(const Items &items, const Items &before)
{
    Items out;
    for (const Item &each : before)
        out += *std::ranges::find(items, each.id, &Item::id);
    return out;
}

Items without(const Items &items, const QString &id)
{
    Items out = items;
    out.removeIf([&](const Item &each) { return each.id == id; });
    return out;
}

const Item *find(const Items &items, const QString &id)
{
    const auto found = std::ranges::find(items, id, &Item::id);
    return found == items.end() ? nullptr : &*found;
}

} // namespace

Items packed(Items items, int columns)
{
    for (Item &each : items)
        each = fitted(each, columns);
    Items sorted = settled(items, {});
    std::ranges::stable_sort(sorted, isBefore);
    Items out;
    for (Item each : std::as_const(sorted)) {
        while (each.y > 0) {
            Item higher = each;
            --higher.y;
            if (inTheWay(out, higher))
                break;
            each = higher;
        }
        out += each;
    }
    return ordered(out, items);
}

Items moved(const Items &items, const QString &id, int x, int y, int columns)
{
    const Item *from = find(items, id);
    if (!from)
        return items;
    Item item = *from;
    item.x = x;
    item.y = y;
    item = fitted(item, columns);
    // The others as if it were lifted: they close the gap.
    Items others = packed(without(items, id), columns);
    std::ranges::stable_sort(others, isBefore);
    for (const Item &each : std::as_const(others)) {
        if (overlap(each, item) && 2 * each.y + each.h <= 2 * item.y)
            item.y = each.y + each.h;
    }
    return ordered(packed(settled(others, {item}), columns), items);
}

Items resized(const Items &items, const QString &id, int w, int h, int columns)
{
    const Item *from = find(items, id);
    if (!from)
        return items;
    Item item = *from;
    item.w = std::clamp(w, 1, columns - item.x);
    item.h = std::clamp(h, 1, mostRows);
    return ordered(packed(settled(without(items, id), {item}), columns), items);
}

std::optional<Items> stepped(const Items &items, const QString &id, Direction direction, int columns)
{
    const Items before = packed(items, columns);
    const Item *from = find(before, id);
    if (!from)
        return std::nullopt;
    const int dx = direction == Direction::Left ? -1 : direction == Direction::Right ? 1 : 0;
    const int dy = direction == Direction::Up ? -1 : direction == Direction::Down ? 1 : 0;
    for (int far = 1; far <= rowsOf(before) + columns; ++far) {
        Items after = moved(before, id, from->x + dx * far, from->y + dy * far, columns);
        const Item *to = find(after, id);
        if ((to->x - from->x) * dx > 0 || (to->y - from->y) * dy > 0)
            return after;
    }
    return std::nullopt;
}

Item placed(const Items &items, Item item, int columns)
{
    item = fitted(item, columns);
    for (item.y = 0;; ++item.y) {
        for (item.x = 0; item.x + item.w <= columns; ++item.x) {
            if (!inTheWay(items, item))
                return item;
        }
    }
}

Items folded(const Items &items, int columns)
{
    Items sorted = items;
    std::ranges::stable_sort(sorted, isBefore);
    // A small one stays a third of six columns; up to a half a half; what was wider takes them all.
    for (Item &each : sorted)
        each.w = columns < 6 ? columns : each.w <= 2 ? columns / 3 : each.w <= 6 ? columns / 2 : columns;
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        Item &each = sorted[i];
        const bool isLast = i + 1 == sorted.size();
        if (isLast || x + each.w + sorted.at(i + 1).w > columns)
            each.w = columns - x;
        each.x = x;
        each.y = y;
        rowHeight = std::max(rowHeight, each.h);
        x += each.w;
        if (x < columns)
            continue;
        x = 0;
        y += rowHeight;
        rowHeight = 0;
    }
    return ordered(packed(sorted, columns), items);
}

QList<QString> readingOrder(const Items &items)
{
    Items sorted = items;
    std::ranges::stable_sort(sorted, isBefore);
    QList<QString> out;
    for (const Item &each : std::as_const(sorted))
        out += each.id;
    return out;
}

int rowsOf(const Items &items)
{
    int rows = 0;
    for (const Item &each : items)
        rows = std::max(rows, each.y + each.h);
    return rows;
}

} // namespace hearth::app::grid
