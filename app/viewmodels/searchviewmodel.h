#pragma once

#include "app/models/foundmodel.h"
#include "app/models/searchhints.h"
#include "app/sync/searching.h"

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! Finds what was said: what this device has at once, then what the server finds.
class SearchViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SearchViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(bool everywhere READ isEverywhere WRITE setEverywhere NOTIFY queryChanged)
    Q_PROPERTY(QString roomTitle READ roomTitle NOTIFY queryChanged)
    Q_PROPERTY(QVariantList hints READ hints NOTIFY queryChanged)
    Q_PROPERTY(hearth::app::FoundModel *found READ found CONSTANT)
    Q_PROPERTY(QString noteText READ noteText NOTIFY stateChanged)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY stateChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged)

public:
    explicit SearchViewModel(AccountSession &account, QObject *parent = nullptr);

    //! What is typed.
    QString query() const { return m_query; }
    void setQuery(const QString &query);
    //! In all rooms, else in the one that was open when it began.
    bool isEverywhere() const { return m_everywhere || m_roomId.isEmpty(); }
    void setEverywhere(bool everywhere);
    //! That room's name; empty where there is none.
    QString roomTitle() const;
    //! What the last word can become: list of {text, about}.
    QVariantList hints() const;
    FoundModel *found() const { return m_found; }
    //! What is not looked at; empty where everything is.
    QString noteText() const;
    //! What this is, or that nothing was found; empty where something was.
    QString emptyText() const;
    //! What is wrong with the query, or why the server does not answer.
    QString errorText() const;
    bool isBusy() const { return m_searching.isBusy(); }

    //! Opens for a room, or for everything.
    Q_INVOKABLE void begin(const QString &roomId, bool everywhere);
    //! Puts a hint in the place of the last word.
    Q_INVOKABLE void complete(int hint);
    //! The list is near its end.
    Q_INVOKABLE void loadMore() { m_searching.more(); }
    //! opened() follows.
    Q_INVOKABLE void open(int row);
    //! Forgets what was found.
    Q_INVOKABLE void end();

Q_SIGNALS:
    void queryChanged();
    void stateChanged();
    void opened(const QString &roomId, const QString &messageId, qint64 seq);

private:
    void search();

    AccountSession &m_account;
    Searching m_searching;
    FoundModel *m_found;
    QString m_query;
    QString m_roomId;
    QString m_wrong; //!< with the query
    QList<SearchHint> m_hints;
    bool m_everywhere = false;
    bool m_isAsked = false;
};

} // namespace hearth::app
