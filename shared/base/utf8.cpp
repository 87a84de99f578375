#include "shared/base/utf8.h"

#include <QStringDecoder>

#include <cstring>

namespace hearth {

namespace {

//! The length of the sequence that begins here, 0 where none does.
int sequenceLength(const uchar *at, qsizetype left)
{
    const uchar first = at[0];
    const int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || left < length)
        return 0;
    for (int i = 1; i < length; ++i) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    }
    const bool isOverlong = (first == 0xE0 && at[1] < 0xA0) || (first == 0xF0 && at[1] < 0x90);
    const bool isSurrogate = first == 0xED && at[1] >= 0xA0;
    const bool isTooHigh = first == 0xF4 && at[1] >= 0x90;
    return isOverlong || isSurrogate || isTooHigh ? 0 : length;
}

} // namespace

bool isValidUtf8(QByteArrayView bytes)
{
    const auto *data = reinterpret_cast<const uchar *>(bytes.data());
    const qsizetype size = bytes.size();
    for (qsizetype i = 0; i < size;) {
        quint64 word = 0;
        if (i + 8 <= size) {
            std::memcpy(&word, data + i, 8);
            if ((word & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        if (data[i] < 0x80) {
            ++i;
            continue;
        }
        const int length = sequenceLength(data + i, size - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

QString wholeText(QByteArrayView utf8)
{
    constexpr QByteArrayView mark("\xEF\xBB\xBF");
    if (!utf8.startsWith(mark))
        return QString::fromUtf8(utf8);
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(utf8);
}

QString fittingText(const QString &text, qsizetype bytes)
{
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() <= bytes)
        return text;
    const QString end = bytes >= 4 ? QStringLiteral(" …") : QString();
    qsizetype size = bytes - end.toUtf8().size();
    while (size > 0 && (uchar(utf8.at(size)) & 0xC0) == 0x80) // within a character
        --size;
    return QString::fromUtf8(utf8.first(size)) + end;
}

} // namespace hearth
