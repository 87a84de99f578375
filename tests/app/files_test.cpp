#include "app/viewmodels/conversationviewmodel.h"
#include "tests/app/people.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QSignalSpy>

namespace hearth::app {
namespace {

using Model = MessageListModel;

//! Files between two people and the real server.
class FilesTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        QDir().mkpath(folder.filePath(QStringLiteral("mine")));
        downloads = folder.filePath(QStringLiteral("downloads"));
        ben->session->shelf().setDownloads(downloads);
    }

    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(folder.filePath(QStringLiteral("mine/") + name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        return file.fileName();
    }
    QString picture(const QSize &size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        const QString path = folder.filePath(QStringLiteral("mine/picture.png"));
        EXPECT_TRUE(image.save(path, "png"));
        return path;
    }
    //! The last message that this person has, once it has `files` files.
    std::optional<protocol::Message> got(Person &person, qsizetype files)
    {
        std::optional<protocol::Message> message;
        const bool isThere = waitFor([&] {
            const auto page = person.session->store().newest(room, 1);
            message = page.isEmpty() ? std::nullopt : std::optional(page.first());
            return message && message->files && message->files->size() == files;
        });
        EXPECT_TRUE(isThere);
        return message;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    QStringList copies(Person &person)
    {
        return QDir(
            person.platform.paths.outgoingFolder(person.signedIn.server.toString(), person.signedIn.userId))
            .entryList(QDir::Files);
    }

    QString downloads;
};

TEST_F(FilesTest, ChosenOfflineAreSentAsTheyWereOverAKill)
{
    const QByteArray bytes(3'000'000, 'a');
    const QString path = write(QStringLiteral("long name.bin"), bytes);
    {
        ConversationViewModel talk(*anna->session, room);
        talk.attach({QUrl::fromLocalFile(path), QUrl::fromLocalFile(picture({300, 200}))});
        ASSERT_EQ(talk.attachments().size(), 2);
        talk.send();
        EXPECT_TRUE(talk.attachments().isEmpty());
        const auto files = get(talk.messages(), 0, Model::FilesRole).toList();
        ASSERT_EQ(files.size(), 2);
        EXPECT_EQ(files[0].toMap().value(QStringLiteral("progress")), 0);
        EXPECT_EQ(files[1].toMap().value(QStringLiteral("isImage")), true);
        EXPECT_EQ(files[1].toMap().value(QStringLiteral("width")), 300);
    }
    ASSERT_TRUE(QFile::remove(path)) << "a copy is sent";
    anna->reopen();
    EXPECT_EQ(copies(*anna).size(), 2);
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    const auto message = got(*ben, 2);
    ASSERT_TRUE(message && message->files);
    EXPECT_EQ(message->files->at(0).name, QStringLiteral("long name.bin"));
    EXPECT_EQ(message->files->at(0).size, bytes.size());
    EXPECT_EQ(message->files->at(1).type, QStringLiteral("image/png"));
    EXPECT_EQ(message->files->at(1).width, 300);
    EXPECT_TRUE(waitFor([&] { return anna->session->waitingCount() == 0 && copies(*anna).isEmpty(); }));
    EXPECT_EQ(got(*anna, 2), message);

    // What is stored is shown at the next start.
    ben->reopen();
    EXPECT_EQ(ben->session->store().newest(room, 1).first(), *message);
}

TEST_F(FilesTest, AreSavedUnderAFreeNameAndShown)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    const QByteArray bytes(700'000, 'b');
    ConversationViewModel talk(*anna->session, room);
    talk.attach({QUrl::fromLocalFile(write(QStringLiteral("a.txt"), bytes)),
        QUrl::fromLocalFile(picture({1000, 500}))});
    talk.send();
    const auto message = got(*ben, 2);
    ASSERT_TRUE(message && message->files);
    ConversationViewModel bens(*ben->session, room);
    const auto look = [&](int place) {
        return get(bens.messages(), 0, Model::FilesRole).toList().at(place).toMap();
    };
    QSignalSpy saved(&ben->session->shelf(), &Shelf::saved);
    for (int i = 0; i < 2; ++i) {
        bens.saveFile(message->files->at(0).id);
        ASSERT_TRUE(waitFor([&] { return saved.size() == i + 1; }));
    }
    EXPECT_EQ(QDir(downloads).entryList(QDir::Files),
        (QStringList{QStringLiteral("a (2).txt"), QStringLiteral("a.txt")}));
    EXPECT_EQ(contentOf(downloads + QStringLiteral("/a.txt")), bytes);
    EXPECT_EQ(look(0).value(QStringLiteral("details")).toString(), QStringLiteral("Saved to Downloads"));
    EXPECT_EQ(look(0).value(QStringLiteral("progress")), -1);

    ASSERT_TRUE(waitFor([&] { return !look(1).value(QStringLiteral("picture")).toUrl().isEmpty(); }));
    EXPECT_EQ(QImage(look(1).value(QStringLiteral("picture")).toUrl().toLocalFile()).size(), QSize(640, 320));
    QSignalSpy opened(&bens, &ConversationViewModel::pictureOpened);
    bens.openPicture(message->files->at(1).id);
    ASSERT_TRUE(waitFor([&] { return opened.size() == 1; }));
    EXPECT_EQ(QImage(opened[0][2].toUrl().toLocalFile()).size(), QSize(1000, 500));
}

TEST_F(FilesTest, ThatAreGoneAreRefusedAndLeaveNothing)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    QSignalSpy refused(anna->session.get(), &AccountSession::messageRefused);
    EXPECT_TRUE(anna->session->sendMessage(room, QStringLiteral("x"), {},
        {{folder.filePath(QStringLiteral("not there")), QStringLiteral("a"), 5}}));
    ASSERT_TRUE(waitFor([&] { return refused.size() == 1; }));
    EXPECT_EQ(refused[0][1].toString(), QStringLiteral("a is not there any more."));
    anna->session->discard(refused[0][0].toString());
    say(*anna, QStringLiteral("next"));
    EXPECT_TRUE(waitFor([&] { return ben->texts(room) == QStringList{QStringLiteral("next")}; }));

    ben->session->shelf().save({QStringLiteral("f-none"), QStringLiteral("n"), 5, {}});
    QSignalSpy failed(&ben->session->shelf(), &Shelf::failed);
    ASSERT_TRUE(waitFor([&] { return failed.size() == 1; }));
    EXPECT_EQ(QDir(downloads).entryList(QDir::Files), QStringList());
    EXPECT_EQ(ben->session->shelf().thumbnail({QStringLiteral("../x"), {}, 1, {}, 1, 1, true}), QUrl());
}

TEST_F(FilesTest, TooMuchAtOnceIsRefusedInWords)
{
    limits.fileQuotaBytes = 1000;
    hearthd.reset();
    startServer(quint16(url.port()));
    ASSERT_TRUE(anna->goLive());
    ConversationViewModel talk(*anna->session, room);
    talk.attach({QUrl::fromLocalFile(write(QStringLiteral("a"), QByteArray(2000, 'x')))});
    QSignalSpy refused(anna->session.get(), &AccountSession::messageRefused);
    talk.send();
    ASSERT_TRUE(waitFor([&] { return refused.size() == 1; }));
    EXPECT_TRUE(refused[0][1].toString().contains(QStringLiteral("delete some first")))
        << qPrintable(refused[0][1].toString());
    EXPECT_EQ(copies(*anna).size(), 1) << "kept for another try";
    talk.discard(refused[0][0].toString());
    EXPECT_TRUE(copies(*anna).isEmpty());

    QSignalSpy failed(&talk, &ConversationViewModel::failed);
    talk.attach({QUrl::fromLocalFile(folder.path())});
    EXPECT_EQ(failed.size(), 1) << "a folder is no file";
    EXPECT_TRUE(talk.attachments().isEmpty());
}

} // namespace
} // namespace hearth::app
