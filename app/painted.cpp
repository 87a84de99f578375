#include "app/painted.h"

#include <QQuickItem>
#include <QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace hearth::app {

namespace {

bool showsMessage(const QQuickItem *item)
{
    if (!item->isVisible())
        return false;
    if (QByteArray(item->metaObject()->className()).startsWith("MessageDelegate"))
        return item->height() > 0;
    return std::ranges::any_of(item->childItems(), showsMessage);
}

} // namespace

void reportPainted(QQuickWindow *window)
{
    // Both are called by the thread that renders. While it synchronises, the items are those of the frame,
    // and their own thread stands still.
    auto *watch = new QObject(window);
    auto inFrame = std::make_shared<bool>(false);
    QObject::connect(
        window, &QQuickWindow::beforeSynchronizing, watch,
        [=] { *inFrame = *inFrame || showsMessage(window->contentItem()); }, Qt::DirectConnection);
    QObject::connect(
        window, &QQuickWindow::frameSwapped, watch,
        [=] {
            if (!*inFrame)
                return;
            std::puts("history painted");
            std::fflush(stdout);
            window->disconnect(watch);
            watch->deleteLater();
        },
        Qt::DirectConnection);
}

} // namespace hearth::app
