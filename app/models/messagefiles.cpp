// The files of the rows of MessageListModel.
#include "app/models/messagelistmodel.h"

#include "app/models/bidi.h"

#include <QLocale>

#include <algorithm>

namespace hearth::app {

namespace {

bool has(const protocol::Message &message, const QString &fileId)
{
    const auto files = message.files.value_or(QList<protocol::File>());
    return std::ranges::find(files, fileId, &protocol::File::id) != files.end();
}

} // namespace

QVariantList MessageListModel::filesOf(int at) const
{
    const protocol::Message message = shown(m_rows.at(at));
    const QString clientId = at < m_waiting ? message.clientId.value_or(QString()) : QString();
    const auto files = message.files.value_or(QList<protocol::File>());
    QVariantList out;
    for (qsizetype place = 0; place < files.size(); ++place) {
        const protocol::File &file = files.at(place);
        const FileLook look = m_lookAtFile(file, clientId, int(place));
        // A picture keeps its place from the beginning: what has no size, or nothing to show, is a row.
        const bool isImage = file.width.value_or(0) > 0 && file.height.value_or(0) > 0 &&
                             (at < m_waiting || file.thumbnail.value_or(false));
        out += QVariantMap{{QStringLiteral("fileId"), file.id}, {QStringLiteral("name"), safeName(file.name)},
            {QStringLiteral("details"),
                look.note.isEmpty() ? QLocale().formattedDataSize(file.size, 1, QLocale::DataSizeSIFormat)
                                    : look.note},
            {QStringLiteral("isImage"), isImage}, {QStringLiteral("width"), int(file.width.value_or(0))},
            {QStringLiteral("height"), int(file.height.value_or(0))},
            {QStringLiteral("picture"), look.picture}, {QStringLiteral("progress"), look.progress}};
    }
    return out;
}

void MessageListModel::fileChanged(const QString &fileId)
{
    for (int at = m_waiting; at < count(); ++at) {
        if (has(m_rows.at(at).message, fileId))
            Q_EMIT dataChanged(index(at), index(at), {FilesRole});
    }
}

void MessageListModel::waitingFilesChanged(const QString &clientId)
{
    const int at = findWaiting(clientId);
    if (at >= 0)
        Q_EMIT dataChanged(index(at), index(at), {FilesRole});
}

std::optional<protocol::File> MessageListModel::file(const QString &fileId) const
{
    for (const Row &row : m_rows) {
        for (const protocol::File &each : row.message.files.value_or(QList<protocol::File>())) {
            if (!fileId.isEmpty() && each.id == fileId)
                return each;
        }
    }
    return std::nullopt;
}

} // namespace hearth::app
