#pragma once

#include <QStringList>

#include <utility>

namespace hearth {

//! The lines of one category of the log, while it lives; one at a time.
class CapturedLog
{
public:
    explicit CapturedLog(const char *category)
    {
        kept() = {QLatin1String(category), {}};
        m_before =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &context, const QString &line) {
                if (kept().first == QLatin1String(context.category))
                    kept().second += line;
            });
    }
    ~CapturedLog() { qInstallMessageHandler(m_before); }
    CapturedLog(const CapturedLog &) = delete;
    CapturedLog &operator=(const CapturedLog &) = delete;

    [[nodiscard]] static QStringList lines() { return kept().second; }

private:
    static std::pair<QLatin1String, QStringList> &kept()
    {
        static std::pair<QLatin1String, QStringList> kept;
        return kept;
    }

    QtMessageHandler m_before;
};

} // namespace hearth
