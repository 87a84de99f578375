#include "shared/protocol/emoji.h"

#include <gtest/gtest.h>

namespace hearth::protocol {
namespace {

TEST(Emoji, WhatMayStandUnderAMessage)
{
    for (const char16_t *good : {u"❤", u"❤️", u"👋🏽", u"👨‍👩‍👧‍👦",
             u"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", u"1️⃣", u"🇩🇪", u"+1",
             u":tada:", u"ok", u"é", u"好", u"👍👍", u"\U0001FAE9"})
        EXPECT_TRUE(isReaction(QString::fromUtf16(good))) << qPrintable(QString::fromUtf16(good));
    EXPECT_TRUE(isReaction(QString(64, u'x')));
}

TEST(Emoji, WhatMayNot)
{
    for (const char16_t *bad : {u"", u" ", u"a b", u"\u00A0", u"\u3000", u"a\n", u"a\t", u"a\u2028",
             u"\u2029", u"\u0001", u"a\u007F", u"a\u0085", u"a\u009B", u"a\u061C", u"a\u200E", u"a\u200F",
             u"a\u202A", u"a\u202E", u"a\u2066", u"a\u2069", u"a\u200B", u"a\uFEFF", u"a\u00AD", u"\u200D",
             u"\uFE0F", u"\u0301", u"\U000E0067"})
        EXPECT_FALSE(isReaction(QString::fromUtf16(bad))) << qPrintable(QString::fromUtf16(bad));
    EXPECT_FALSE(isReaction(QString(1, QChar(0)) + u'a'));
    EXPECT_FALSE(isReaction(QString(65, u'x')));
    EXPECT_FALSE(isReaction(QString(33, QChar(0xE9)))) << "66 bytes";
}

} // namespace
} // namespace hearth::protocol
