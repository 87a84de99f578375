// The real window, walking by itself through everything that a person can come to see: each room from its
// newest message to its oldest, long ones unfolded, the people, the finder. Prints a line for each:
// "open|scroll|show MS WHAT".
#include "app/options.h"
#include "app/platform/platform.h"
#include "app/viewmodels/appviewmodel.h"
#include "app/window.h"
#include "tests/e2e/turnwatch.h"

#include <QApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTextStream>
#include <QTimer>

using namespace hearth::app;

namespace {

//! Lets frames be drawn and what was asked for arrive.
void pause(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

QObject *child(QObject *of, const char *property)
{
    return of ? of->property(property).value<QObject *>() : nullptr;
}

void unfoldAll(const QQuickItem *item)
{
    for (QQuickItem *each : item->childItems()) {
        if (each->property("folded").toBool() && each->property("tall").toBool())
            each->setProperty("open", true);
        unfoldAll(each);
    }
}

class Tour
{
public:
    Tour(QQuickWindow *window, SessionViewModel *session) : m_window(window), m_session(session) {}

    void walk()
    {
        // What is shown for the first time is compiled first; that is not the text's doing.
        show("switcher");
        m_watch.takeLongest();
        QStringList rooms;
        for (const RoomListModel::Row &row : m_session->rooms()->rows())
            rooms += row.room.id;
        for (const QString &room : rooms)
            visit(room);
        show("switcher");
        m_window->resize(420, 700);
        pause(100);
        m_window->grabWindow();
    }

private:
    QObject *page() const { return child(m_window, "page"); }
    QObject *list() const { return child(child(page(), "conversation"), "messages"); }

    void say(const char *what, const QString &room)
    {
        QTextStream(stdout) << what << ' ' << qRound(m_watch.takeLongest()) << ' ' << room << '\n';
    }

    void visit(const QString &roomId)
    {
        m_watch.takeLongest();
        m_session->openRoom(roomId);
        pause(60);
        const QString title = m_session->conversation()->title();
        say("open", title);
        page()->setProperty("detailsOpen", true);
        pause(60);
        QMetaObject::invokeMethod(list(), "toNewest");
        double last = -1;
        for (int step = 0; step < 400; ++step) {
            const double at = list()->property("contentY").toDouble();
            if (at == last && !m_session->conversation()->isLoadingOlder())
                break;
            last = at;
            pause(10);
            unfoldAll(qobject_cast<QQuickItem *>(list()));
            pause(10);
            QMetaObject::invokeMethod(list(), "page", Q_ARG(int, -1));
            pause(10);
        }
        say("scroll", title);
        page()->setProperty("detailsOpen", false);
    }

    void show(const char *popup)
    {
        QMetaObject::invokeMethod(child(page(), popup), "open");
        pause(100);
        say("show", QString::fromLatin1(popup));
        QMetaObject::invokeMethod(child(page(), popup), "close");
        pause(50);
    }

    QQuickWindow *m_window;
    SessionViewModel *m_session;
    TurnWatch m_watch;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto options = parseOptions(QApplication::arguments());
    if (!options || !options->signIn)
        return 2;
    Platform platform(options->data);
    AppViewModel app(platform);
    QQmlApplicationEngine engine;
    app.signInWith(*options->signIn, false);
    if (!loadWindow(engine, app))
        return 1;
    QObject::connect(
        &app, &AppViewModel::ready, &engine,
        [&] {
            QTimer::singleShot(200, &engine, [&] {
                Tour(qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst()), app.session()).walk();
                QApplication::quit();
            });
        },
        Qt::SingleShotConnection);
    return QApplication::exec();
}
