#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

//! Takes text without laying it out, as the text items' own copying would.
class Clipboard : public QObject
{
    Q_OBJECT
    QML_ELEMENT

public:
    using QObject::QObject;

    Q_INVOKABLE void copy(const QString &text) const;
};
