#include "assistant.h"

#include <QAccessible>
#include <QQuickItem>

#include <functional>

namespace {

bool isUsable(const QQuickItem *item)
{
    return item->activeFocusOnTab() || item->inherits("QQuickAbstractButton") ||
           item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit") ||
           item->metaObject()->indexOfSignal("clicked()") >= 0;
}

void walk(QQuickItem *item, const std::function<void(QQuickItem *)> &visit)
{
    if (!item->isVisible())
        return;
    if (isUsable(item))
        visit(item);
    for (QQuickItem *child : item->childItems())
        walk(child, visit);
}

QString nameOf(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face ? face->text(QAccessible::Name) : QString();
}

QAccessible::Role roleOf(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face ? face->role() : QAccessible::NoRole;
}

QString placeOf(const QQuickItem *item)
{
    QStringList out;
    for (; item && out.size() < 5; item = item->parentItem())
        out.prepend(QString::fromLatin1(item->metaObject()->className()).section(QLatin1Char('_'), 0, 0));
    return out.join(QLatin1Char('/'));
}

} // namespace

Assistant::Assistant(QObject *parent) : QObject(parent)
{
    QAccessible::setActive(true);
}

QStringList Assistant::nameless(QQuickWindow *window) const
{
    QStringList out;
    walk(window->contentItem(), [&](QQuickItem *item) {
        const QAccessible::Role role = roleOf(item);
        const bool hasRole = role != QAccessible::NoRole && role != QAccessible::Client;
        if (nameOf(item).trimmed().isEmpty() || !hasRole)
            out += placeOf(item);
    });
    return out;
}

int Assistant::usable(QQuickWindow *window) const
{
    int count = 0;
    walk(window->contentItem(), [&](QQuickItem *) { ++count; });
    return count;
}

QString Assistant::focused(QQuickWindow *window) const
{
    QQuickItem *item = window->activeFocusItem();
    return item ? nameOf(item) : QString();
}
