#pragma once

#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <list>
#include <thread>

namespace hearth::test {

//! Stands between us and a PostgreSQL, on a Unix socket of its own, and breaks a session where it matters. On
//! a thread of its own: a connection waits for the answer where it asks.
class PostgresRelay
{
public:
    enum class Fault {
        None,
        AnswerToCommit, //!< the next COMMIT is done, and the session ends instead of its answer
        Commit,         //!< the session ends before the next COMMIT
        Session,        //!< those that come end at once
    };

    //! To the database of that address.
    explicit PostgresRelay(const QString &url);
    ~PostgresRelay();

    [[nodiscard]] QString url() const { return m_url; }
    //! `next`: what comes after a fault that strikes once.
    void set(Fault fault, Fault next = Fault::None);
    //! Called on the relay's thread for each session that ends at once, before it does. Before set().
    void onRefused(std::function<void()> called) { m_onRefused = std::move(called); }
    //! That have come so far.
    [[nodiscard]] int sessions() const { return m_sessions; }

private:
    struct Link
    {
        int client = -1;
        int server = -1;
        bool isCommitting = false; //!< and its answer is not to come back
        bool isOver = false;
    };
    void run();
    void accept();
    void pass(Link &link, bool isFromClient);

    QTemporaryDir m_folder;
    QString m_url;
    QByteArray m_target;
    int m_listener = -1;
    std::atomic<Fault> m_fault = Fault::None;
    std::atomic<Fault> m_next = Fault::None;
    std::atomic<int> m_sessions = 0;
    std::function<void()> m_onRefused;
    std::list<Link> m_links;
    std::thread m_thread;
};

} // namespace hearth::test
