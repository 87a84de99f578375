#include "app/viewmodels/messagedetails.h"

#include "app/models/bidi.h"
#include "app/models/memberlistmodel.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

MessageDetails::MessageDetails(AccountSession &account, QString roomId, QObject *parent)
    : QObject(parent), m_account(account), m_roomId(std::move(roomId))
{}

void MessageDetails::begin(const QString &messageId)
{
    m_messageId = messageId;
    m_earlier.clear();
    m_readers.clear();
    settle(tr("Asking the server…"));
}

void MessageDetails::settle(const QString &statusText)
{
    m_statusText = statusText;
    Q_EMIT changed();
}

template <class Act>
auto MessageDetails::whileShown(Act act)
{
    return [self = QPointer(this), asked = m_messageId, act](const auto &answer) {
        if (!self || self->m_messageId != asked)
            return;
        if (!answer)
            return self->settle(answer.error().message);
        act(*answer);
    };
}

void MessageDetails::showEarlier(const QString &messageId)
{
    begin(messageId);
    m_account.rest().earlierTexts(m_roomId, messageId, whileShown([this](QList<protocol::EarlierText> texts) {
        if (const auto now = m_account.store().message(m_messageId))
            texts += {now->content, now->editedAt.value_or(now->createdAt), now->changeSeq.value_or(0)};
        for (auto it = texts.rbegin(); it != texts.rend(); ++it) {
            m_earlier += QVariantMap{{QStringLiteral("when"), dateTimeText(it->createdAt)},
                {QStringLiteral("text"), balanceBidi(it->content)}};
        }
        settle({});
    }));
}

void MessageDetails::showReaders(const QString &messageId)
{
    begin(messageId);
    m_account.rest().readers(m_roomId, messageId, whileShown([this](const QList<protocol::Member> &people) {
        const qint64 now = m_account.clock().wallMs();
        for (const protocol::Member &each : people) {
            if (each.userId == m_account.account().userId)
                continue;
            const QString name = each.displayName.value_or(QString());
            m_readers += QVariantMap{{QStringLiteral("userId"), each.userId},
                {QStringLiteral("name"), safeName(name.isEmpty() ? each.username : name)},
                {QStringLiteral("presence"), int(each.status)},
                {QStringLiteral("status"),
                    hearth::app::statusText(int(each.status), each.lastSeen.value_or(0), now)}};
        }
        std::ranges::sort(m_readers, [](const QVariant &a, const QVariant &b) {
            const auto name = QStringLiteral("name");
            return a.toMap().value(name).toString().localeAwareCompare(b.toMap().value(name).toString()) < 0;
        });
        settle(m_readers.isEmpty() ? tr("Nobody yet, of those who let others know.") : QString());
    }));
}

} // namespace hearth::app
