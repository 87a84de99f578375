#pragma once

#include <QList>
#include <QString>

#include <optional>

//! How panels stand on a dashboard's grid. Pure: values in, values out. Everywhere the result has no two that
//! overlap, none that leaves the columns, and each as far up as what is above it lets it.
namespace hearth::app::grid {

struct Item
{
    QString id;
    int x = 0;
    int y = 0;
    int w = 1;
    int h = 1;
    bool operator==(const Item &) const = default;
};
using Items = QList<Item>;

//! Where it comes to stand, and where it was before.
enum class Direction { Left, Right, Up, Down };

//! From what anybody may have stored. The order of `items` stays.
[[nodiscard]] Items packed(Items items, int columns);
//! `id` goes to (x, y); what stands there makes room: upward where the most of it lies above, else downward.
[[nodiscard]] Items moved(const Items &items, const QString &id, int x, int y, int columns);
//! `id` becomes w × h, at most as wide as the columns and `mostRows` high.
[[nodiscard]] Items resized(const Items &items, const QString &id, int w, int h, int columns);
//! The least move in this direction that changes where `id` stands; nothing where there is none.
[[nodiscard]] std::optional<Items> stepped(
    const Items &items, const QString &id, Direction direction, int columns);
//! The first place that has room, by rows.
[[nodiscard]] Item placed(const Items &items, Item item, int columns);
//! The same panels in fewer columns than they were made for, in the order of reading; rows are filled.
[[nodiscard]] Items folded(const Items &items, int columns);
//! Row by row, from the left: the order of reading.
[[nodiscard]] QList<QString> readingOrder(const Items &items);
//! How many rows are in use.
[[nodiscard]] int rowsOf(const Items &items);

inline constexpr int mostRows = 24; //!< of one panel, as shared/protocol/dashboard.h has it

} // namespace hearth::app::grid
