#pragma once

#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <algorithm>

namespace hearth {

//! Somebody else, with npm's client (tests/interop/person.mjs).
class NodePerson
{
public:
    NodePerson(const QString &script, const QString &url, const QString &token)
    {
        QObject::connect(&m_node, &QProcess::readyReadStandardOutput, &m_node, [this] { read(); });
        m_node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_node.start(QStringLiteral("node"), {script, url, token});
    }
    ~NodePerson()
    {
        m_node.closeWriteChannel();
        if (!m_node.waitForFinished(5'000))
            m_node.kill();
    }

    //! An event, and what it was acked with.
    QJsonObject emitEvent(const QString &event, const QJsonArray &arguments)
    {
        return ask({{QStringLiteral("emit"), event}, {QStringLiteral("args"), arguments}});
    }
    QJsonObject rest(const QString &method, const QString &path, const QJsonObject &body = {})
    {
        QJsonObject request{{QStringLiteral("method"), method}, {QStringLiteral("path"), path}};
        if (method != QLatin1String("GET"))
            request.insert(QStringLiteral("body"), body);
        return ask(request);
    }
    //! Whether an event like this was heard, from the first moment on.
    bool hears(const QString &event, const QJsonObject &like = {})
    {
        return waitFor([&] { return !last(event, like).isEmpty(); });
    }
    //! The last one like it; empty where there was none.
    QJsonObject last(const QString &event, const QJsonObject &like = {}) const
    {
        for (auto it = m_heard.rbegin(); it != m_heard.rend(); ++it) {
            const QJsonObject data = it->value(QLatin1String("data")).toObject();
            const QStringList keys = like.keys();
            const bool fits = std::ranges::all_of(
                keys, [&](const QString &key) { return data.value(key) == like.value(key); });
            if (it->value(QLatin1String("event")) == event && fits)
                return *it;
        }
        return {};
    }
    int count(const QString &event) const
    {
        return int(std::ranges::count_if(
            m_heard, [&](const QJsonObject &each) { return each.value(QLatin1String("event")) == event; }));
    }

private:
    QJsonObject ask(QJsonObject request)
    {
        const int id = ++m_asked;
        request.insert(QStringLiteral("id"), id);
        m_node.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
        return waitFor([&] { return m_answers.contains(id); }) ? m_answers.take(id) : QJsonObject();
    }
    void read()
    {
        m_rest += m_node.readAllStandardOutput();
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            const QJsonObject line = QJsonDocument::fromJson(m_rest.left(end)).object();
            m_rest = m_rest.mid(end + 1);
            if (line.contains(QLatin1String("id")))
                m_answers.insert(
                    line.value(QLatin1String("id")).toInt(), line.value(QLatin1String("answer")).toObject());
            else
                m_heard += line;
        }
    }

    QProcess m_node;
    QByteArray m_rest;
    QList<QJsonObject> m_heard;
    QHash<int, QJsonObject> m_answers;
    int m_asked = 0;
};

} // namespace hearth
