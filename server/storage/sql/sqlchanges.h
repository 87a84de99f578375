#pragma once

#include "server/storage/changestore.h"

namespace hearth::server {

class Statements;

class SqlChanges final : public ChangeStore
{
public:
    explicit SqlChanges(Statements &statements) : m_statements(statements) {}

    Result<Changed> edit(const ChangeRequest &request, const QString &content) override;
    Result<Changed> remove(const ChangeRequest &request) override;
    Result<Changed> react(const ChangeRequest &request, const QString &emoji, Mark mark) override;
    Result<Changed> pin(const ChangeRequest &request, Mark mark) override;

    Result<QList<protocol::EarlierText>> earlierTexts(
        const QString &roomId, const QString &messageId, qint64 after) override;
    Result<QList<protocol::Message>> pins(const QString &roomId) override;
    Result<QList<protocol::Message>> changes(const ChangesQuery &query) override;
    Result<qint64> positionAt(const QString &roomId, qint64 at) override;

private:
    Result<protocol::Message> find(const ChangeRequest &request);
    Result<protocol::Message> living(const ChangeRequest &request);
    //! Takes the room's next changeSeq for the message, does what `apply` does with it, and reads the message
    //! as it is then.
    template <class Apply>
    Result<Changed> change(const protocol::Message &message, qint64 at, Apply apply);

    Statements &m_statements;
};

} // namespace hearth::server
