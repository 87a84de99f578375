// A day of one person, by real parts alone: hearthd as a process, the app's own QML driven by keyboard and
// mouse, npm's client as the other person, and a D-Bus of the test's own with a desktop on it.
#include "app/platform/fonts.h"
#include "app/platform/platform.h"
#include "app/viewmodels/appviewmodel.h"
#include "app/window.h"
#include "tests/e2e/person.h"
#include "tests/support/desktop.h"

#include <QApplication>
#include <QNetworkReply>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QTest>

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

//! hearthd in a folder of its own, on a port that it picks.
class Hearthd
{
public:
    Hearthd()
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(QString::fromLocal8Bit(qgetenv("HEARTHD")),
            {QStringLiteral("--data"), m_folder.path(), QStringLiteral("--registration"),
                QStringLiteral("open"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const QRegularExpression line(QStringLiteral("listening on (http://\\S+)"));
        QString said;
        m_isUp = waitFor([&] {
            said += QString::fromUtf8(m_process.readAllStandardOutput());
            m_url = line.match(said).captured(1);
            return !m_url.isEmpty();
        });
    }
    ~Hearthd()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5'000))
            m_process.kill();
    }
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] QString url() const { return m_url; }
    QJsonObject post(const QString &path, const QJsonObject &body)
    {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(m_url + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(
            network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
        EXPECT_TRUE(waitFor([&] { return reply->isFinished(); }));
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_url;
    bool m_isUp = false;
};

class Flow : public testing::Test
{
public:
    void SetUp() override
    {
        ASSERT_TRUE(bus.isRunning());
        ASSERT_TRUE(desktop.isThere());
        ASSERT_TRUE(hearthd.isUp());
        const QString script = QString::fromLocal8Bit(qgetenv("PERSON"));
        anna = account(QStringLiteral("anna"));
        ben = account(QStringLiteral("ben"));
        person = std::make_unique<NodePerson>(script, hearthd.url(), token(ben));
        ASSERT_TRUE(person->hears(QStringLiteral("connect")));
        other = std::make_unique<NodePerson>(script, hearthd.url(), token(anna));
        ASSERT_TRUE(other->hears(QStringLiteral("connect")));
        workshop = makeRoom(QStringLiteral("Workshop"));
        hall = makeRoom(QStringLiteral("Hall"));
        platform = std::make_unique<Platform>(folder.path());
        app = std::make_unique<AppViewModel>(*platform);
        app->start();
        app->settings()->setLessMotion(true); // nothing moves away from under the mouse
        ASSERT_TRUE(loadWindow(engine, *app));
        window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
        ASSERT_TRUE(window);
        window->requestActivate();
        ASSERT_TRUE(waitFor([&] { return window->isActive(); }));
    }

    QJsonObject account(const QString &name)
    {
        return hearthd.post(QStringLiteral("/api/register"),
            {{QStringLiteral("username"), name},
                {QStringLiteral("password"), QStringLiteral("long password")}});
    }
    static QString token(const QJsonObject &of) { return of.value(QLatin1String("token")).toString(); }
    static QString idOf(const QJsonObject &of)
    {
        return of.value(QLatin1String("user")).toObject().value(QLatin1String("id")).toString();
    }
    //! Ben's, with Anna in it.
    QString makeRoom(const QString &name)
    {
        const QJsonObject made = person->rest(QStringLiteral("POST"), QStringLiteral("/api/rooms"),
            {{QStringLiteral("name"), name}, {QStringLiteral("members"), QJsonArray{idOf(anna)}}});
        const QString id = made.value(QLatin1String("room")).toObject().value(QLatin1String("id")).toString();
        person->emitEvent(QStringLiteral("join:room"), {id});
        return id;
    }
    QString benSays(const QString &room, const QString &text, const QString &answers = {})
    {
        QJsonObject message{{QStringLiteral("roomId"), room}, {QStringLiteral("content"), text}};
        if (!answers.isEmpty())
            message.insert(QStringLiteral("replyTo"), answers);
        return person->emitEvent(QStringLiteral("message:send"), {message})
            .value(QLatin1String("id"))
            .toString();
    }

    // ---- what a person does ----

    void press(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        QTest::keyClick(window, key, held);
        QCoreApplication::processEvents();
    }
    void write(const QString &text)
    {
        for (const QChar c : text)
            QTest::sendKeyEvent(QTest::Click, window, Qt::Key_unknown, c, Qt::NoModifier);
        QCoreApplication::processEvents();
    }
    void click(QQuickItem *item)
    {
        // What has just appeared is laid out with its first frame.
        (void)window->grabWindow();
        const QPointF middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
        QTest::mouseClick(window, Qt::LeftButton, Qt::NoModifier, middle.toPoint());
        QCoreApplication::processEvents();
    }

    // ---- what a person sees ----

    static QString nameOf(const QQuickItem *item)
    {
        const QObject *attached = nullptr;
        for (const QObject *each : item->children()) {
            if (QByteArray(each->metaObject()->className()).startsWith("QQuickAccessibleAttached"))
                attached = each;
        }
        return attached ? attached->property("name").toString() : QString();
    }
    static void collect(QQuickItem *of, const QRegularExpression &name, QList<QQuickItem *> &into)
    {
        if (!of->isVisible())
            return;
        if (name.match(nameOf(of)).hasMatch())
            into += of;
        for (QQuickItem *each : of->childItems())
            collect(each, name, into);
    }
    //! The shown thing whose name for assistive technology is this, or null in time.
    QQuickItem *find(const QString &name)
    {
        const QRegularExpression wanted(
            QRegularExpression::anchoredPattern(name), QRegularExpression::DotMatchesEverythingOption);
        QList<QQuickItem *> found;
        const bool isFound = waitFor([&] {
            found.clear();
            collect(window->contentItem(), wanted, found);
            return !found.isEmpty();
        });
        EXPECT_TRUE(isFound) << "nothing is called " << qPrintable(name);
        return isFound ? found.last() : nullptr;
    }
    bool hasFocus(const QString &name)
    {
        const bool has = waitFor(
            [&] { return window->activeFocusItem() && nameOf(window->activeFocusItem()).startsWith(name); });
        EXPECT_TRUE(has) << qPrintable(name) << " has not the focus, but "
                         << qPrintable(
                                window->activeFocusItem() ? nameOf(window->activeFocusItem()) : QString());
        return has;
    }

    void signIn();
    void talk();
    void change();
    void thread();
    void searchAndPin();
    void notice();
    void leave();

    PrivateBus bus{PrivateBus::Type::Session};
    Desktop desktop{bus, {QStringLiteral("body"), QStringLiteral("inline-reply")}};
    Hearthd hearthd;
    QTemporaryDir folder;
    QJsonObject anna, ben;
    std::unique_ptr<NodePerson> person; //!< Ben
    std::unique_ptr<NodePerson> other;  //!< Anna on another device
    QString workshop, hall;
    std::unique_ptr<Platform> platform;
    std::unique_ptr<AppViewModel> app;
    QQmlApplicationEngine engine;
    QQuickWindow *window = nullptr;
};

//! By keyboard alone, from the first field to the rooms.
void Flow::signIn()
{
    ASSERT_TRUE(hasFocus(QStringLiteral("Server")));
    write(hearthd.url());
    press(Qt::Key_Tab);
    ASSERT_TRUE(hasFocus(QStringLiteral("Name")));
    write(QStringLiteral("anna"));
    press(Qt::Key_Tab);
    write(QStringLiteral("long password"));
    press(Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] {
        return app->session() && app->session()->link() == SessionViewModel::Link::Live &&
               app->session()->rooms()->count() == 2;
    })) << qPrintable(app->login()->errorText());
}

void Flow::talk()
{
    press(Qt::Key_K, Qt::ControlModifier);
    ASSERT_TRUE(hasFocus(QStringLiteral("Room, person, dashboard or command")));
    write(QStringLiteral("works"));
    press(Qt::Key_Return);
    ASSERT_TRUE(hasFocus(QStringLiteral("Message to Workshop")));
    write(QStringLiteral("good morning @ben"));
    press(Qt::Key_Escape); // not the completion
    press(Qt::Key_Return);
    ASSERT_TRUE(person->hears(QStringLiteral("message:new"),
        {{QStringLiteral("roomId"), workshop},
            {QStringLiteral("content"), QStringLiteral("good morning @ben")}}));
    benSays(workshop, QStringLiteral("the kiln is **hot**"));
    ASSERT_TRUE(find(QStringLiteral("ben, .*: the kiln is .*hot.*")));
}

//! The last message is edited by Up; the other puts an emoji under it.
void Flow::change()
{
    ASSERT_TRUE(hasFocus(QStringLiteral("Message to Workshop")));
    press(Qt::Key_Up);
    write(QStringLiteral(", and tea"));
    press(Qt::Key_Return);
    ASSERT_TRUE(person->hears(QStringLiteral("message:updated"),
        {{QStringLiteral("content"), QStringLiteral("good morning @ben, and tea")}}));
    const QString id = person->last(QStringLiteral("message:updated"))
                           .value(QLatin1String("data"))
                           .toObject()
                           .value(QLatin1String("id"))
                           .toString();
    person->emitEvent(QStringLiteral("message:react"),
        {QJsonObject{{QStringLiteral("roomId"), workshop}, {QStringLiteral("messageId"), id},
            {QStringLiteral("emoji"), QStringLiteral("👍")}, {QStringLiteral("on"), true}}});
    ASSERT_TRUE(find(QStringLiteral("👍.*")));
    QQuickItem *edited = find(QStringLiteral("edited"));
    ASSERT_TRUE(edited);
    click(edited);
    ASSERT_TRUE(find(QStringLiteral("From .*: good morning @ben")));
    press(Qt::Key_Escape);
}

void Flow::thread()
{
    const QString root = benSays(workshop, QStringLiteral("who has a gauge?"));
    ASSERT_TRUE(find(QStringLiteral("ben, .*: who has a gauge.")));
    press(Qt::Key_Escape); // to the messages
    ASSERT_TRUE(hasFocus(QStringLiteral("Messages in Workshop")));
    press(Qt::Key_Up);
    press(Qt::Key_T);
    ASSERT_TRUE(waitFor([&] { return app->session()->thread() != nullptr; }));
    ASSERT_TRUE(hasFocus(QStringLiteral("Message to Workshop")));
    write(QStringLiteral("I have one"));
    press(Qt::Key_Return);
    ASSERT_TRUE(person->hears(QStringLiteral("message:new"),
        {{QStringLiteral("replyTo"), root}, {QStringLiteral("content"), QStringLiteral("I have one")}}));
    benSays(workshop, QStringLiteral("bring it"), root);
    ASSERT_TRUE(waitFor([&] { return app->session()->thread()->messages()->count() == 3; }));
    ASSERT_TRUE(find(QStringLiteral("2 answers")));
    press(Qt::Key_Escape);
    ASSERT_TRUE(waitFor([&] { return app->session()->thread() == nullptr; }));
}

void Flow::searchAndPin()
{
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(hasFocus(QStringLiteral("Search everywhere")));
    write(QStringLiteral("KILN"));
    ASSERT_TRUE(find(QStringLiteral("ben in Workshop, .*: the kiln is .*")));
    press(Qt::Key_Return);
    ASSERT_TRUE(hasFocus(QStringLiteral("ben, "))) << "the message itself";
    press(Qt::Key_Return); // its menu
    QQuickItem *pin = find(QStringLiteral("Pin for everybody"));
    ASSERT_TRUE(pin);
    click(pin);
    ASSERT_TRUE(person->hears(QStringLiteral("message:pinned"), {{QStringLiteral("on"), true}}));
    press(Qt::Key_P, Qt::ControlModifier);
    ASSERT_TRUE(find(QStringLiteral("Pinned in Workshop")));
    press(Qt::Key_Escape);
}

//! Nothing for what is on the screen; one note for what is not, answered from the desktop, and gone once it
//! was read elsewhere.
void Flow::notice()
{
    // What came before, such as the invitations, is done with.
    const QJsonArray all{QJsonObject{{QStringLiteral("all"), true}}};
    other->emitEvent(QStringLiteral("notification:read"), all);
    ASSERT_TRUE(waitFor([&] { return app->session()->notifications()->unread() == 0; }));
    const qsizetype before = desktop.asked.size();
    const auto isAsked = [&](qsizetype count) {
        return waitFor([&] { return desktop.asked.size() == before + count; });
    };
    benSays(workshop, QStringLiteral("@anna here you look"));
    ASSERT_TRUE(find(QStringLiteral("ben, .*: @anna here you look")));
    benSays(hall, QStringLiteral("@anna are you coming?"));
    ASSERT_TRUE(isAsked(1));
    EXPECT_EQ(desktop.asked.last().title, QStringLiteral("Hall"));
    EXPECT_EQ(desktop.asked.last().body, QStringLiteral("ben: @anna are you coming?"));
    benSays(hall, QStringLiteral("@anna hello?"));
    ASSERT_TRUE(isAsked(2));
    const uint note = desktop.asked.last().replaces;
    EXPECT_GT(note, 0U) << "one note for the room";
    Q_EMIT desktop.NotificationReplied(note, QStringLiteral("in a minute"));
    ASSERT_TRUE(person->hears(QStringLiteral("message:new"),
        {{QStringLiteral("roomId"), hall}, {QStringLiteral("content"), QStringLiteral("in a minute")}}));

    benSays(hall, QStringLiteral("@anna good"));
    ASSERT_TRUE(isAsked(3));
    const qsizetype closed = desktop.closed.size();
    other->emitEvent(QStringLiteral("notification:read"), all);
    EXPECT_TRUE(waitFor([&] { return desktop.closed.size() > closed; })) << "read on another device";
}

//! By mouse: to another room, and out of it for good.
void Flow::leave()
{
    QQuickItem *row = find(QStringLiteral("Hall.*"));
    ASSERT_TRUE(row);
    click(row);
    ASSERT_TRUE(hasFocus(QStringLiteral("Message to Hall")));
    for (const char *name : {"About this room", "Leave…", "Leave the room"}) {
        QQuickItem *button = find(QString::fromUtf8(name));
        ASSERT_TRUE(button) << name;
        click(button);
    }
    ASSERT_TRUE(person->hears(QStringLiteral("member:removed"),
        {{QStringLiteral("roomId"), hall}, {QStringLiteral("userId"), idOf(anna)}}));
    ASSERT_TRUE(waitFor([&] { return app->session()->rooms()->count() == 1; }));
}

TEST_F(Flow, OfADay)
{
    using Step = void (Flow::*)();
    const std::pair<const char *, Step> steps[] = {{"sign in", &Flow::signIn}, {"talk", &Flow::talk},
        {"change", &Flow::change}, {"thread", &Flow::thread}, {"search and pin", &Flow::searchAndPin},
        {"notice", &Flow::notice}, {"leave", &Flow::leave}};
    for (const auto &[name, step] : steps) {
        SCOPED_TRACE(name);
        (this->*step)();
        if (HasFatalFailure())
            return;
    }
}

} // namespace
} // namespace hearth::app

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    hearth::app::chooseFonts();
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
