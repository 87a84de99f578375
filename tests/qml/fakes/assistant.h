#pragma once

#include <QQuickWindow>
#include <QtQml/qqmlregistration.h>

//! What assistive technology makes of a window.
class Assistant : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    explicit Assistant(QObject *parent = nullptr);

    //! What is shown, can be used, and has no name or no role, by its class and place.
    Q_INVOKABLE QStringList nameless(QQuickWindow *window) const;
    //! How many usable things there are: that there is something to be named.
    Q_INVOKABLE int usable(QQuickWindow *window) const;
    //! The name of what has the focus.
    Q_INVOKABLE QString focused(QQuickWindow *window) const;
};
