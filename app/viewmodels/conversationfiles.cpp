// What messages carry: files, which are attached, shown and saved; and charts.
#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/conversationviewmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>

namespace hearth::app {

void ConversationViewModel::wireFiles()
{
    m_messages->setLookAtFile([this](const protocol::File &file, const QString &clientId, int place) {
        return lookAt(file, clientId, place);
    });
    m_messages->setChartOf([this](const protocol::Message &message) { return chartOf(message); });
    Shelf &shelf = m_account.shelf();
    connect(&shelf, &Shelf::changed, m_messages, &MessageListModel::fileChanged);
    connect(&shelf, &Shelf::opened, this, [this](const QString &fileId, const QUrl &picture) {
        if (const auto file = m_messages->file(fileId))
            Q_EMIT pictureOpened(fileId, safeName(file->name), picture);
    });
    connect(&shelf, &Shelf::saved, this, [this](const QString &fileId) {
        m_savedFiles.insert(fileId);
        m_messages->fileChanged(fileId);
    });
    connect(&shelf, &Shelf::failed, this, [this](const QString &fileId, const QString &reason) {
        if (m_messages->file(fileId))
            Q_EMIT failed(reason);
    });
    connect(
        &m_account, &AccountSession::messageProgressed, m_messages, &MessageListModel::waitingFilesChanged);
}

void ConversationViewModel::setFeed(LiveChannels *feed)
{
    m_feed = feed;
    for (SentChart *each : std::as_const(m_charts))
        each->end();
}

QObject *ConversationViewModel::chartOf(const protocol::Message &message)
{
    if (!m_feed)
        return nullptr;
    SentChart *&card = m_charts[message.id];
    if (!card)
        card = new SentChart(*message.chart, *m_feed, m_account.clock().wallMs(), this);
    SentChart *const wanted = card;
    m_chartsAsked.removeOne(message.id);
    m_chartsAsked += message.id;
    dropCharts();
    return wanted;
}

//! Those that nobody has asked for or looked at for longest, beyond what a window shows.
void ConversationViewModel::dropCharts()
{
    for (qsizetype i = 0; i < m_chartsAsked.size() - 1 && m_charts.size() > maxCharts;) {
        SentChart *each = m_charts.value(m_chartsAsked.at(i));
        if (each->isHeld()) {
            ++i;
            continue;
        }
        m_charts.remove(m_chartsAsked.takeAt(i));
        each->deleteLater(); // a row may have it in hand
    }
}

MessageListModel::FileLook ConversationViewModel::lookAt(
    const protocol::File &file, const QString &clientId, int place) const
{
    if (clientId.isEmpty())
        return {m_account.shelf().thumbnail(file), m_account.shelf().progress(file.id),
            m_savedFiles.contains(file.id) ? tr("Saved to Downloads") : QString()};
    const auto item = m_account.outbox().find(clientId);
    if (!item || place >= item->files.size())
        return {};
    const OutgoingFile &waiting = item->files.at(place);
    const bool isSent = waiting.file.has_value() || waiting.size == 0;
    const double part =
        isSent ? 1 : double(m_account.uploader().sent(clientId, place)) / double(waiting.size);
    // Our own copy, which may be shown as it is where it is a picture.
    return {waiting.width > 0 ? QUrl::fromLocalFile(waiting.path) : QUrl(), std::min(part, 1.0), {}};
}

// ---- what is attached ----

QVariantList ConversationViewModel::attachments() const
{
    QVariantList out;
    for (const OutgoingFile &each : m_attachments) {
        out += QVariantMap{{QStringLiteral("name"), safeName(each.name)},
            {QStringLiteral("details"), QLocale().formattedDataSize(each.size, 1, QLocale::DataSizeSIFormat)},
            {QStringLiteral("picture"), each.width > 0 ? QUrl::fromLocalFile(each.path) : QUrl()}};
    }
    return out;
}

void ConversationViewModel::take(const Result<OutgoingFile> &file)
{
    if (!file)
        return Q_EMIT failed(file.error().message);
    m_attachments += *file;
    Q_EMIT attachmentsChanged();
}

void ConversationViewModel::attach(const QList<QUrl> &files)
{
    for (const QUrl &each : files) {
        if (m_attachments.size() >= Outgoing::maxFiles)
            return Q_EMIT failed(
                tr("At most %1 files go with one message. Send these first.").arg(Outgoing::maxFiles));
        if (each.isLocalFile())
            take(m_account.outgoing().add(each.toLocalFile()));
    }
}

bool ConversationViewModel::paste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data)
        return false;
    QList<QUrl> files;
    for (const QUrl &each : data->urls()) {
        if (each.isLocalFile())
            files += each;
    }
    if (!files.isEmpty()) {
        attach(files);
        return true;
    }
    if (!data->hasImage() || data->hasText() || m_attachments.size() >= Outgoing::maxFiles)
        return false;
    take(m_account.outgoing().add(qvariant_cast<QImage>(data->imageData())));
    return true;
}

void ConversationViewModel::detach(int index)
{
    if (index < 0 || index >= m_attachments.size())
        return;
    m_account.outgoing().remove(m_attachments.takeAt(index));
    Q_EMIT attachmentsChanged();
}

// ---- what others sent ----

void ConversationViewModel::saveFile(const QString &fileId)
{
    if (const auto file = m_messages->file(fileId))
        m_account.shelf().save(*file);
}

void ConversationViewModel::cancelSave(const QString &fileId)
{
    m_account.shelf().cancelSave(fileId);
}

void ConversationViewModel::openPicture(const QString &fileId)
{
    if (const auto file = m_messages->file(fileId))
        m_account.shelf().open(*file);
}

} // namespace hearth::app
