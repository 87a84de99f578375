#include "app/models/completionmodel.h"
#include "app/models/emoji.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>

namespace hearth::app {
namespace {

class CompletionTest : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto person = [](const char *username, const char *shown) {
            const QString name = QString::fromUtf8(username);
            return MemberRecord{name, name, QString::fromUtf8(shown), 0, 0};
        };
        model.setPeople({person("ben", "Ben"), person("anna.k", "Anna Karlsson"), person("cleo", "Barbara")});
    }
    //! What is offered, `|` being the cursor.
    QString offers(const char *text)
    {
        QString typed = QString::fromUtf8(text);
        const int cursor = int(typed.indexOf(QLatin1Char('|')));
        model.look(typed.remove(cursor, 1), cursor);
        QStringList out;
        for (int i = 0; i < model.count(); ++i)
            out += model.data(model.index(i), CompletionModel::TitleRole).toString();
        return out.join(QLatin1Char(','));
    }

    CompletionModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(CompletionTest, OffersPeopleAfterAnAt)
{
    EXPECT_EQ(offers("@b|"), QStringLiteral("Barbara,Ben"));
    EXPECT_EQ(offers("@|"),
        QStringLiteral("Anna Karlsson,Barbara,Ben,Everybody who is here,Everybody in the room"));
    EXPECT_EQ(offers("hello @kar|"), QStringLiteral("Anna Karlsson"));
    EXPECT_EQ(offers("(@roo|"), QStringLiteral("Everybody in the room"));
    EXPECT_EQ(offers("@ben|, later"), QStringLiteral("Ben"));
    for (const char *none : {"mail@b|", "@ |", "b|", "|@b", "@zz|", ""})
        EXPECT_EQ(*none ? offers(none) : QString(), QString()) << none;
}

TEST_F(CompletionTest, OffersEmojiAfterAColonAndTwoLetters)
{
    EXPECT_EQ(offers(":wren|"), QStringLiteral(":wrench:"));
    EXPECT_TRUE(offers("so :thumbs|").startsWith(QStringLiteral(":thumbs_up:,:thumbs_down:")));
    for (const char *none : {":|", ":)|", ":w|", "12:30|", "at:fire|", "::|"})
        EXPECT_EQ(offers(none), QString()) << none;
}

TEST_F(CompletionTest, PutsInWhatWasChosen)
{
    QSignalSpy accepted(&model, &CompletionModel::accepted);
    const struct
    {
        const char *typed;
        QVariantList put;
    } cases[] = {{"hi @kar|", {3, 7, QStringLiteral("@anna.k ")}},
        {"hi @kar| x", {3, 8, QStringLiteral("@anna.k ")}}, // the space that is there already
        {"@kar|\nx", {0, 4, QStringLiteral("@anna.k ")}}, {"(@kar|), x", {1, 5, QStringLiteral("@anna.k")}},
        {":fire|", {0, 5, QStringLiteral("🔥 ")}}};
    for (const auto &each : cases) {
        offers(each.typed);
        model.accept(0);
        EXPECT_TRUE(!accepted.isEmpty() && accepted.last() == each.put) << each.typed;
        EXPECT_EQ(model.count(), 0);
    }
    accepted.clear();
    model.accept(0);
    EXPECT_EQ(accepted.count(), 0) << "nothing is offered";
}

TEST_F(CompletionTest, StaysAwayFromADismissedWord)
{
    offers("@b|");
    model.dismiss();
    EXPECT_EQ(offers("@be|"), QString());
    EXPECT_EQ(offers("@be @b|"), QStringLiteral("Barbara,Ben"));
    offers("@b|");
    model.dismiss();
    offers("|");
    EXPECT_EQ(offers("@be|"), QStringLiteral("Ben")) << "written anew";
}

TEST(Emoji, NamesAreUniqueAndCanBeTyped)
{
    QSet<QString> names;
    for (const Emoji &each : allEmoji()) {
        EXPECT_FALSE(names.contains(each.name)) << qPrintable(each.name);
        names.insert(each.name);
        EXPECT_FALSE(each.text.isEmpty() || each.text.contains(QLatin1Char(' '))) << qPrintable(each.name);
    }
    EXPECT_GE(names.size(), 150);
}

} // namespace
} // namespace hearth::app
