#pragma once

#include <QStringList>

#include <gtest/gtest.h>

#include <functional>

namespace hearth::test {

//! What is done to a database, what undoes that, if anything does, and what the check says of it.
struct Damage
{
    QString damage;
    QString repair;
    QString line;
};

//! What any backend's index can suffer where the room r1 has 130 messages, that with the seq 129 as given.
inline QList<Damage> damagesOf(const QString &folded129, int saidAt129)
{
    const auto set129 = [](const QString &what) {
        return QStringLiteral("UPDATE search_texts SET %1 WHERE seq = 129").arg(what);
    };
    return {{set129(QStringLiteral("folded = 'other'")),
                set129(QStringLiteral("folded = '%1'").arg(folded129)), QStringLiteral("message m129")},
        {set129(QStringLiteral("said_at = 0")), set129(QStringLiteral("said_at = %1").arg(saidAt129)),
            QStringLiteral("message m129")},
        {QStringLiteral("INSERT INTO search_texts VALUES ('r9', 1, 1, 1, 'x')"),
            QStringLiteral("DELETE FROM search_texts WHERE room_id = 'r9'"),
            QStringLiteral("that is not there")},
        {QStringLiteral("UPDATE search_blocks SET block = 7 WHERE block = 1"),
            QStringLiteral("UPDATE search_blocks SET block = 1 WHERE block = 7"), QStringLiteral("block 1 ")},
        {QStringLiteral("UPDATE search_blocks SET last_at = last_at + 1 WHERE block = 1"),
            QStringLiteral("UPDATE search_blocks SET last_at = last_at - 1 WHERE block = 1"),
            QStringLiteral("block 1 ")}};
}

//! The check names each damage, and nothing once it is undone.
inline void expectNamed(const QList<Damage> &damages, const std::function<void(const QString &sql)> &execute,
    const std::function<QStringList()> &faults)
{
    ASSERT_EQ(faults(), QStringList());
    for (const auto &[damage, repair, line] : damages) {
        execute(damage);
        EXPECT_FALSE(faults().filter(line).isEmpty()) << qPrintable(damage + u'|' + faults().join(u'|'));
        if (!repair.isEmpty()) {
            execute(repair);
            EXPECT_EQ(faults(), QStringList()) << qPrintable(repair);
        }
    }
}

} // namespace hearth::test
