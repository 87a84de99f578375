#pragma once

#include "shared/protocol/entities.h"

#include <QSqlQuery>

//! How the store's rows are read and written.
namespace hearth::app {

//! Of a statement that names the columns of a message in their order.
[[nodiscard]] protocol::Message readMessage(const QSqlQuery &row);

//! A null QString would be stored as NULL.
[[nodiscard]] inline QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace hearth::app
