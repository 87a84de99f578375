#pragma once

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtQml/qqmlregistration.h>

//! Writes into the focused item as an input method does.
class Scribe : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    Q_INVOKABLE void compose(QQuickWindow *window, const QString &preedit)
    {
        QInputMethodEvent event(preedit, {});
        QCoreApplication::sendEvent(window->activeFocusItem(), &event);
    }
    Q_INVOKABLE void commit(QQuickWindow *window, const QString &text)
    {
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(window->activeFocusItem(), &event);
    }
};
