#include "server/files/byterange.h"
#include "server/files/disposition.h"
#include "server/files/multipart.h"
#include "server/files/parameters.h"
#include "server/files/picture.h"
#include "shared/base/filename.h"
#include "shared/base/filetype.h"

#include <QBuffer>
#include <QImage>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

//! Writes down what a form holds, one line an event.
class Scribe final : public MultipartReader::Handler
{
public:
    QStringList lines;

    void partBegan(const FormPart &part) override
    {
        lines += part.name + (part.fileName ? QStringLiteral(" as ") + *part.fileName : QString());
        m_body.clear();
    }
    void partReceived(QByteArrayView bytes) override { m_body += bytes; }
    void partEnded() override { lines += QStringLiteral("= ") + QString::fromUtf8(m_body); }

private:
    QByteArray m_body;
};

//! What the form holds, or its error; cut into pieces of `size`.
QStringList linesOf(const QByteArray &form, qsizetype size)
{
    Scribe scribe;
    MultipartReader reader("x-Y", scribe);
    for (qsizetype at = 0; at < form.size(); at += size) {
        if (const auto fed = reader.feed(QByteArrayView(form).sliced(at, std::min(size, form.size() - at)));
            !fed)
            return {QStringLiteral("! ") + fed.error().message};
    }
    return reader.isComplete() ? scribe.lines : scribe.lines + QStringList{QStringLiteral("…")};
}

TEST(Multipart, IsReadHoweverItIsCut)
{
    const QByteArray field = "--x-Y\r\nContent-Disposition: form-data; name=\"roomId\"\r\n\r\nr1\r\n";
    const auto file = [](const QByteArray &name, const QByteArray &body) {
        return "--x-Y\r\nContent-Type: text/html\r\ncontent-disposition:form-data;name=file; filename=" +
               name + "\r\n\r\n" + body + "\r\n";
    };
    const QByteArray end = "--x-Y--\r\n";
    const QString fileLine = QStringLiteral("file as ");
    const std::pair<QByteArray, QStringList> cases[] = {
        {end, {}},
        {field + end, {"roomId", "= r1"}},
        {"\r\n" + field + end, {"! multipart: it does not begin with its boundary"}},
        {"hello" + field + end, {"! multipart: it does not begin with its boundary"}},
        {field + file("\"a.txt\"", "body") + end, {"roomId", "= r1", "file as a.txt", "= body"}},
        {file("a.txt", "") + end, {"file as a.txt", "= "}},
        {file("\"\"", "x") + end, {fileLine, "= x"}},
        {file("\"a\\\"b\\c%22.txt\"", "x") + end, {"file as a\"b\\c\".txt", "= x"}},
        {file("\"\xc3\xa9.txt\"", "x") + end, {"file as é.txt", "= x"}},
        {file("a", "\r\n--x-\r\n--x\r\n-\r") + end, {"file as a", "= \r\n--x-\r\n--x\r\n-\r"}},
        {file("a", "\r\r\n\r") + end + "epilogue", {"file as a", "= \r\r\n\r"}},
        {file("a", "\r\n--x-Yz") + end, {"! multipart: a boundary is not followed by the end of its line"}},
        {field + "--x-Y\r\nContent-Type: x\r\n\r\n" + end,
            {"! multipart: a part has no Content-Disposition: form-data with a name"}},
        {field + "--x-Y\r\nContent-Disposition: attachment; name=a\r\n\r\n" + end,
            {"! multipart: a part has no Content-Disposition: form-data with a name"}},
        {"--x-Y\r\nA: " + QByteArray(MultipartReader::maxHeadBytes, 'a'),
            {"! multipart: the head of a part is over 4096 bytes"}},
        {field.repeated(17) + end, {"! multipart: over 16 parts"}},
        {field, {"roomId", "…"}},
        {field + "--x-Y-", {"roomId", "= r1", "…"}},
    };
    for (const auto &[form, expected] : cases) {
        for (const qsizetype size : {1, 2, 3, 7, 64, 100'000})
            EXPECT_EQ(linesOf(form, size), expected) << size << ": " << form.constData();
    }
}

TEST(Multipart, HasABoundary)
{
    const std::pair<const char *, const char *> cases[] = {
        {"multipart/form-data; boundary=abc", "abc"},
        {"Multipart/Form-Data; charset=utf-8; Boundary=\"a b(c)\"", "a b(c)"},
        {"multipart/form-data", nullptr},
        {"multipart/form-data; boundary=", nullptr},
        {"multipart/form-data; boundary=\"a\r\nb\"", nullptr},
        {"multipart/form-data; boundary=a\x80", nullptr},
        {"multipart/form-data; boundary=\"a \"", nullptr},
        {"multipart/mixed; boundary=abc", nullptr},
        {"application/json", nullptr},
        {"", nullptr},
    };
    for (const auto &[type, boundary] : cases) {
        EXPECT_EQ(
            MultipartReader::boundaryOf(type), boundary ? std::optional(QByteArray(boundary)) : std::nullopt)
            << type;
    }
    EXPECT_FALSE(MultipartReader::boundaryOf("multipart/form-data; boundary=" + QByteArray(71, 'a')));
}

TEST(HeaderValue, TakesWhatIsHalfWritten)
{
    const HeaderValue value = parseHeaderValue("A ; b = \"c\\\"d\" ;; E=f ;b=2; g=\"h");
    EXPECT_EQ(value.value, "a");
    EXPECT_EQ(value.parameters, (QHash<QByteArray, QByteArray>{{"b", "c\"d"}, {"e", "f"}, {"g", "h"}}));
}

TEST(FileName, IsSafeToShowAndToSave)
{
    const std::pair<QString, QString> cases[] = {
        {QStringLiteral("a.txt"), QStringLiteral("a.txt")},
        {QStringLiteral("Bericht Ä 上海 🙂.pdf"), QStringLiteral("Bericht Ä 上海 🙂.pdf")},
        {QStringLiteral("../../etc/passwd"), QStringLiteral("passwd")},
        {QStringLiteral("C:\\Windows\\a.exe"), QStringLiteral("a.exe")},
        {QStringLiteral(".."), QStringLiteral("file")},
        {QStringLiteral("/"), QStringLiteral("file")},
        {QString(), QStringLiteral("file")},
        {QStringLiteral(".bashrc"), QStringLiteral("bashrc")},
        {QStringLiteral("a. . "), QStringLiteral("a")},
        {QStringLiteral("a\r\nSet-Cookie: b\t\x7f"), QStringLiteral("aSet-Cookie b")},
        {QStringLiteral("photo\u202Egpj.exe"), QStringLiteral("photogpj.exe")},
        {QStringLiteral("a\u2066\u200F\u061C\uFEFFb"), QStringLiteral("ab")},
        {QStringLiteral("a\"<b>|?*:.txt"), QStringLiteral("ab.txt")},
        {QStringLiteral("a") + QChar(0), QStringLiteral("a")},
        {QString(300, u'x') + QStringLiteral(".tar"), QString(196, u'x') + QStringLiteral(".tar")},
        {QStringLiteral("é").repeated(150), QStringLiteral("é").repeated(100)},
    };
    for (const auto &[given, safe] : cases) {
        EXPECT_EQ(safeFileName(given), safe) << qPrintable(given);
        EXPECT_EQ(safeFileName(safe), safe) << "twice is as once";
    }
    EXPECT_EQ(safeFileName(QStringLiteral("🙂").repeated(100)).toUtf8().size(), 200);
    EXPECT_EQ(attachment(QStringLiteral("Ä\r\n\"%.txt")),
        "attachment; filename=\"__.txt\"; filename*=UTF-8''%C3%84%25.txt");
}

TEST(ByteRange, IsWhatTheFieldAsks)
{
    const auto part = [](qint64 first, qint64 size) {
        return RangeAnswer{RangeAnswer::Kind::Part, {first, size}};
    };
    const RangeAnswer whole{RangeAnswer::Kind::Whole, {0, 100}};
    const RangeAnswer none{RangeAnswer::Kind::None, {}};
    const std::pair<const char *, RangeAnswer> cases[] = {
        {"", whole},
        {"bytes=0-0", part(0, 1)},
        {"bytes=0-99", part(0, 100)},
        {"BYTES=10-19", part(10, 10)},
        {"bytes=10-", part(10, 90)},
        {"bytes=99-500", part(99, 1)},
        {"bytes=-1", part(99, 1)},
        {"bytes=-500", part(0, 100)},
        {"bytes=100-", none},
        {"bytes=100-200", none},
        {"bytes=-0", none},
        {"bytes=5-4", whole},
        {"bytes=5", whole},
        {"bytes=-", whole},
        {"bytes=a-b", whole},
        {"bytes=+1-2", whole},
        {"bytes=0-1,3-4", whole},
        {"bytes=99999999999999999999-", whole},
        {"lines=1-2", whole},
    };
    for (const auto &[field, answer] : cases)
        EXPECT_EQ(rangeOf(field, 100), answer) << field;
    EXPECT_EQ(rangeOf("bytes=0-", 0), none);
}

TEST(FileType, IsByTheFirstBytes)
{
    using namespace std::string_view_literals;
    const std::pair<std::string_view, const char *> cases[] = {
        {"\x89PNG\r\n\x1a\n\0\0"sv, "image/png"},
        {"\xff\xd8\xff\xe0"sv, "image/jpeg"},
        {"GIF89a"sv, "image/gif"},
        {"GIF87a..."sv, "image/gif"},
        {"RIFF....WEBPVP8 "sv, "image/webp"},
        {"RIFF....AVI "sv, "application/octet-stream"},
        {"<svg xmlns"sv, "application/octet-stream"},
        {"\x89PNG"sv, "application/octet-stream"},
        {"<html>"sv, "application/octet-stream"},
        {""sv, "application/octet-stream"},
    };
    for (const auto &[bytes, type] : cases)
        EXPECT_EQ(typeOf(QByteArrayView(bytes.data(), qsizetype(bytes.size()))), type) << type;
}

class Pictures : public testing::Test
{
protected:
    QString write(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QString::number(++m_count)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        return file.fileName();
    }
    static QByteArray encoded(const QSize &size, const char *format)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        EXPECT_TRUE(image.save(&buffer, format)) << format;
        return bytes;
    }
    //! A PNG with this size in its head, and nothing behind it but a beginning.
    static QByteArray pngHead(quint32 width, quint32 height)
    {
        QByteArray png = encoded({1, 1}, "png");
        qToBigEndian(width, png.data() + 16);
        qToBigEndian(height, png.data() + 20);
        // CRC-32 of the chunk, by its definition.
        quint32 crc = ~0U;
        for (qsizetype i = 12; i < 29; ++i) {
            crc ^= quint8(png[i]);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1)));
        }
        qToBigEndian(~crc, png.data() + 29);
        return png;
    }

    QTemporaryDir m_folder;
    int m_count = 0;
};

TEST_F(Pictures, OfTheFourTypesHaveASizeAndAThumbnail)
{
    for (const char *format : {"png", "jpeg", "webp"}) {
        const QByteArray bytes = encoded({1280, 320}, format);
        const QByteArray type = typeOf(QByteArrayView(bytes).first(typeBytes));
        EXPECT_EQ(type, QByteArray("image/") + format);
        const Picture picture = pictureOf(write(bytes), type);
        EXPECT_EQ(picture.size, QSize(1280, 320)) << format;
        EXPECT_EQ(QImage::fromData(picture.thumbnail).size(), QSize(640, 160)) << format;
    }
    // The smallest GIF.
    const QByteArray gif = QByteArray::fromBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    const Picture picture = pictureOf(write(gif), typeOf(QByteArrayView(gif).first(typeBytes)));
    EXPECT_EQ(picture.size, QSize(1, 1));
    EXPECT_EQ(QImage::fromData(picture.thumbnail).size(), QSize(1, 1));
}

TEST_F(Pictures, ThatAreHostileCostNothing)
{
    const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>";
    struct Case
    {
        const char *what;
        QByteArray bytes;
        QByteArray type;
        QSize size;
    };
    const Case cases[] = {
        {"too many pixels", pngHead(50'000, 50'000), "image/png", {50'000, 50'000}},
        {"fits the bound of pixels and not the decoder's memory", pngHead(7'000, 7'000), "image/png",
            {7'000, 7'000}},
        {"a side beyond reason", pngHead(2'000'000, 1), "image/png", {}},
        {"no pixels", pngHead(0, 0), "image/png", {}},
        {"an SVG", svg, "image/svg", {}},
        {"an SVG that is called a PNG", svg, "image/png", {}},
        {"nothing", {}, "image/png", {}},
        {"no image", "hello", "application/octet-stream", {}},
        {"only a beginning", encoded({64, 64}, "jpeg").left(20), "image/jpeg", {}},
    };
    for (const Case &each : cases) {
        const Picture picture = pictureOf(write(each.bytes), each.type);
        EXPECT_EQ(picture.size.isValid() ? picture.size : QSize(), each.size) << each.what;
        EXPECT_TRUE(picture.thumbnail.isEmpty()) << each.what;
    }
}

} // namespace hearth::test
