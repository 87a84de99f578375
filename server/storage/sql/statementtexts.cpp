#include "server/storage/sql/statementtexts.h"

#include <QDir>
#include <QFile>

namespace hearth::server {

namespace {

constexpr std::string_view mark = "-- name: ";

void renameParameters(QByteArray &text, char parameter)
{
    for (qsizetype at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
        if (at + 1 < text.size() && text.at(at + 1) >= '1' && text.at(at + 1) <= '9')
            text[at] = parameter;
    }
}

} // namespace

StatementTexts::StatementTexts(const QString &shared, const QString &own, char parameter)
{
    read(shared, parameter);
    read(own, parameter);
}

void StatementTexts::read(const QString &folder, char parameter)
{
    const QStringList names = QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files);
    Q_ASSERT_X(!names.isEmpty(), "StatementTexts", "the .sql files are not linked in");
    for (const QString &name : names) {
        QFile source(folder + u'/' + name);
        [[maybe_unused]] const bool isOpen = source.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        m_files.append(source.readAll());
        renameParameters(m_files.last(), parameter);
        const std::string_view file(m_files.last().constData(), std::size_t(m_files.last().size()));
        std::size_t at = file.find(mark);
        while (at != std::string_view::npos) {
            const std::size_t next = file.find(mark, at + mark.size());
            const std::string_view part = file.substr(at + mark.size(), next - at - mark.size());
            const std::size_t end = part.find('\n');
            [[maybe_unused]] const bool isNew = m_texts.emplace(part.substr(0, end), part.substr(end)).second;
            Q_ASSERT_X(isNew, "StatementTexts", std::string(part.substr(0, end)).c_str());
            at = next;
        }
    }
}

std::pair<std::string_view, std::string_view> StatementTexts::named(std::string_view name) const
{
    const auto found = m_texts.find(name);
    Q_ASSERT_X(found != m_texts.end(), "StatementTexts", std::string(name).c_str());
    return *found;
}

} // namespace hearth::server
