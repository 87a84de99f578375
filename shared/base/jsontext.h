#pragma once

#include <QByteArray>
#include <QStringView>

//! Compact JSON (RFC 8259), appended to text in UTF-8: a fan-out is made without a tree of values in between.
//! Thread-safe.
namespace hearth {

//! A lone surrogate becomes a question mark.
void appendJson(QByteArray &out, QStringView text);
//! Valid UTF-8.
void appendJsonUtf8(QByteArray &out, QByteArrayView text);
void appendJson(QByteArray &out, qint64 number);
void appendJson(QByteArray &out, bool flag);

} // namespace hearth
