#pragma once

#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

//! The system's own window for choosing files; Qt's where it has none.
class FileChooser : public QObject
{
    Q_OBJECT
    QML_ELEMENT

public:
    using QObject::QObject;

    //! chosen() follows, unless the person thinks better of it.
    Q_INVOKABLE void open(const QString &title);

Q_SIGNALS:
    void chosen(const QList<QUrl> &files);
};
