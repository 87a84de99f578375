#pragma once

#include "server/broker/memorybroker.h"
#include "server/features/services.h"
#include "server/storage/sqlite/sqlitedatabase.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

//! What features stand on: a real database, and nobody connected.
class FeatureCase : public testing::Test
{
protected:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    Limits m_limits;
    server::Router m_router;
    server::Metrics m_metrics{true};
    server::MemoryBroker m_broker;
    QString m_path = m_folder.filePath(QStringLiteral("hearth.db"));
    std::unique_ptr<server::Storage> m_storage =
        *server::Storage::open(server::sqliteFactory(m_path), 10'000);
    std::unique_ptr<server::Loop> m_loop = *server::Loop::create(m_clock, server::IoKind::Send);
    server::Namespace m_chat{QStringLiteral("/"), *m_loop, {}};
    server::Services m_services{*m_storage, m_chat, m_router, m_clock, m_limits, m_metrics};
};

} // namespace hearth::test
