#include "app/platform/desktopnotifier.h"
#include "tests/support/desktop.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

namespace hearth::app {
namespace {

class DesktopNotifierTest : public testing::Test
{
protected:
    ~DesktopNotifierTest() override { QDBusConnection::disconnectFromBus(QStringLiteral("app")); }

    //! Shows it and waits until the desktop has been asked `count` times.
    static bool isAsked(const Desktop &desktop, qsizetype count)
    {
        return waitFor([&] { return desktop.asked.size() == count; });
    }

    PrivateBus bus{PrivateBus::Type::Session};
    const Notifier::Note note{
        QStringLiteral("r1"), QStringLiteral("Hall"), QStringLiteral("anna: <b>1 < 2 & 3</b>"), true};
};

TEST_F(DesktopNotifierTest, ABodyIsEscapedWhereTheDesktopReadsMarkup)
{
    const std::pair<QStringList, QString> table[] = {
        {{QStringLiteral("body"), QStringLiteral("body-markup")},
            QStringLiteral("anna: &lt;b&gt;1 &lt; 2 &amp; 3&lt;/b&gt;")},
        {{QStringLiteral("body")}, note.body},
    };
    for (const auto &[capabilities, body] : table) {
        Desktop desktop(bus, capabilities);
        DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
        notifier.show(note); // before the desktop has said what it can
        ASSERT_TRUE(isAsked(desktop, 1));
        EXPECT_EQ(desktop.asked[0].title, note.title);
        EXPECT_EQ(desktop.asked[0].body, body);
    }
}

TEST_F(DesktopNotifierTest, AnAnswerIsOfferedOnlyWhereItCanBeTaken)
{
    for (const bool takes : {true, false}) {
        Desktop desktop(bus, takes ? QStringList{QStringLiteral("inline-reply")} : QStringList());
        DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
        notifier.show(note);
        notifier.show({QStringLiteral("r2"), note.title, note.body, false});
        ASSERT_TRUE(isAsked(desktop, 2));
        EXPECT_EQ(desktop.asked[0].actions.contains(QStringLiteral("inline-reply")), takes);
        EXPECT_FALSE(desktop.asked[1].actions.contains(QStringLiteral("inline-reply")));
        EXPECT_TRUE(desktop.asked[0].actions.contains(QStringLiteral("default")));
        EXPECT_TRUE(desktop.asked[0].actions.contains(QStringLiteral("mark-read")));
    }
}

TEST_F(DesktopNotifierTest, ANoteTakesThePlaceOfTheOneOfItsKey)
{
    Desktop desktop(bus, {});
    DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
    notifier.show(note);
    ASSERT_TRUE(isAsked(desktop, 1));
    // At once, before its number is known: the last of them, in the same place.
    for (const char *text : {"two", "three", "four"})
        notifier.show({note.key, note.title, QString::fromUtf8(text), true});
    ASSERT_TRUE(waitFor([&] { return desktop.asked.last().body == QStringLiteral("four"); }));
    notifier.show({QStringLiteral("r2"), note.title, note.body, true});
    ASSERT_TRUE(waitFor([&] { return desktop.asked.last().body == note.body; }));
    EXPECT_EQ(desktop.asked.last().replaces, 0U) << "another room";
    for (const auto &each : desktop.asked.sliced(1, desktop.asked.size() - 2))
        EXPECT_EQ(each.replaces, 1U);
}

TEST_F(DesktopNotifierTest, WhatIsClosedIsTakenDown)
{
    Desktop desktop(bus, {});
    DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
    notifier.close(note.key);
    notifier.show(note);
    ASSERT_TRUE(isAsked(desktop, 1));
    notifier.close(note.key); // perhaps before its number is known
    ASSERT_TRUE(waitFor([&] { return desktop.closed == QList<uint>{1}; }));
    notifier.show(note);
    ASSERT_TRUE(isAsked(desktop, 2));
    EXPECT_EQ(desktop.asked[1].replaces, 0U) << "what is gone has no place to take";
}

TEST_F(DesktopNotifierTest, WhatThePersonDoesIsTold)
{
    Desktop desktop(bus, {QStringLiteral("inline-reply")});
    DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
    QSignalSpy opened(&notifier, &Notifier::opened);
    QSignalSpy read(&notifier, &Notifier::markedRead);
    QSignalSpy replied(&notifier, &Notifier::replied);
    notifier.show(note);
    ASSERT_TRUE(isAsked(desktop, 1));
    // Its number has come back once the note can be replaced.
    notifier.show(note);
    ASSERT_TRUE(waitFor([&] { return desktop.asked.size() == 2 && desktop.asked[1].replaces == 1; }));
    Q_EMIT desktop.ActionInvoked(7, QStringLiteral("default")); // another program's
    Q_EMIT desktop.ActionInvoked(1, QStringLiteral("default"));
    Q_EMIT desktop.ActionInvoked(1, QStringLiteral("mark-read"));
    Q_EMIT desktop.NotificationReplied(1, QStringLiteral("  "));
    Q_EMIT desktop.NotificationReplied(1, QStringLiteral("on my way"));
    ASSERT_TRUE(waitFor([&] { return replied.count() == 1; }));
    EXPECT_EQ(opened, (QList<QVariantList>{{note.key}}));
    EXPECT_EQ(read, (QList<QVariantList>{{note.key}}));
    EXPECT_EQ(replied, (QList<QVariantList>{{note.key, QStringLiteral("on my way")}}));
}

TEST_F(DesktopNotifierTest, ItsEndTakesDownWhatIsThere)
{
    Desktop desktop(bus, {});
    {
        DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
        notifier.show(note);
        ASSERT_TRUE(isAsked(desktop, 1));
        notifier.show(note);
        ASSERT_TRUE(waitFor([&] { return desktop.asked.size() == 2 && desktop.asked[1].replaces == 1; }));
    }
    EXPECT_TRUE(waitFor([&] { return desktop.closed == QList<uint>{1}; }));
}

TEST_F(DesktopNotifierTest, WithoutADesktopNothingHappens)
{
    DesktopNotifier notifier(bus.connection(QStringLiteral("app")));
    notifier.show(note);
    notifier.close(note.key);
    Desktop late(bus, {});
    DesktopNotifier other(bus.connection(QStringLiteral("app")));
    other.show(note);
    EXPECT_TRUE(isAsked(late, 1));
}

} // namespace
} // namespace hearth::app
