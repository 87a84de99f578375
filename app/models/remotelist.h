#pragma once

#include "shared/base/result.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! A list that lives on the server and is asked for when somebody looks: what all of its kind have in common.
class RemoteList : public QAbstractListModel
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged)
    Q_PROPERTY(bool more READ hasMore NOTIFY stateChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)

public:
    using QAbstractListModel::QAbstractListModel;

    int count() const { return rowCount(); }
    bool isBusy() const { return m_busy > 0; }
    bool hasMore() const { return !m_next.isEmpty(); }
    //! Why the last request failed; empty after the next.
    QString errorText() const { return m_errorText; }

    //! From the first page on.
    Q_INVOKABLE virtual void refresh() = 0;
    //! One more page, where there is one.
    Q_INVOKABLE virtual void loadMore() {}

Q_SIGNALS:
    void countChanged();
    void stateChanged();

protected:
    //! A request is under way.
    void begin();
    //! One has ended; false, with the reason to show, where it failed.
    template <class T>
    bool settle(const Result<T> &answer)
    {
        end(answer ? QString() : answer.error().message);
        return answer.isOk();
    }
    //! What a request calls back: runs `act(value)` where it went well and this is still there.
    template <class List, class Act>
    static auto then(List *self, Act act)
    {
        return [guard = QPointer(self), act](const auto &answer) {
            if (guard && guard->settle(answer))
                act(*answer);
        };
    }

    QString m_next; //!< the next page; empty for none

private:
    void end(const QString &errorText);

    QString m_errorText;
    int m_busy = 0;
};

} // namespace hearth::app
