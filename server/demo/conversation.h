#pragma once

#include "server/demo/settling.h"
#include "server/demo/visitor.h"

#include <memory>
#include <queue>

namespace hearth::server {

//! The demo's people, who come and then talk: one after the other types for a while and says the next line of
//! the script; whoever writes to them gets an answer.
class Conversation : public QObject
{
    Q_OBJECT

public:
    Conversation(
        const QUrl &server, const DemoScript &script, const DemoCast &cast, QObject *parent = nullptr);

private:
    struct Line
    {
        QString roomId;
        QString who;
        QString text;
    };

    void invite(const DemoPerson &person, const QUrl &server);
    void answer(const QString &roomId, const QString &username);
    void next();

    DemoScript m_script;
    DemoCast m_cast;
    std::map<QString, std::unique_ptr<Visitor>> m_visitors; //!< by username
    std::optional<Line> m_reply;                            //!< goes before the script
    qsizetype m_at = 0;
    QTimer m_timer;
};

} // namespace hearth::server
