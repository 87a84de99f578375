#pragma once

#include "app/net/connection.h"
#include "app/net/restclient.h"
#include "app/store/store.h"
#include "shared/search/searchwords.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace hearth::app {

//! One search at a time: at once through what this device has, a slice of it in each turn of the event loop,
//! and what the server finds as it comes. Both go on from page to page.
class Searching : public QObject
{
    Q_OBJECT

public:
    static constexpr int pageSize = 50;

    Searching(Store &store, RestClient &rest, Connection &connection, QObject *parent = nullptr);

    //! `roomId`: only there, unless the words name a room themselves; empty for everywhere. What was begun
    //! before is given up.
    void begin(const SearchWords &words, const QString &roomId);
    void stop();
    //! Goes on where it has found a page.
    void more();

    bool isBusy() const { return m_scans.isActive() || m_askings > 0; }
    bool hasMore() const { return (m_localWanted > 0 && !m_scanned) || !m_cursor.isEmpty(); }
    //! The server was asked and has answered.
    bool knowsAll() const { return m_isAnswered; }
    //! Why the server does not answer; empty where it does, and where there is no connection.
    const QString &failure() const { return m_failure; }

Q_SIGNALS:
    void found(const QList<hearth::protocol::Message> &messages);
    void changed();

private:
    void scan();
    void ask();
    void take(const Result<RestClient::Found> &answer);
    [[nodiscard]] bool matches(const protocol::Message &message) const;
    void chooseRooms(const QString &roomId);

    Store &m_store;
    RestClient &m_rest;
    Connection &m_connection;
    SearchWords m_words;
    QString m_only;                         //!< the one room that is searched, where it is one
    std::optional<QSet<QString>> m_rooms;   //!< by `in:`
    std::optional<QSet<QString>> m_writers; //!< by `from:`
    Store::ScanPosition m_position;
    QTimer m_scans;
    QTimer m_asks;
    QString m_cursor;
    QString m_failure;
    int m_localWanted = 0;
    int m_serverWanted = 0;
    int m_generation = 0;
    int m_askings = 0;
    bool m_scanned = false;
    bool m_isAnswered = false;
};

} // namespace hearth::app
