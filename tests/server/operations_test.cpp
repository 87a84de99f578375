#include "server/features/rest/openapi.h"
#include "server/server/application.h"

#include <QJsonDocument>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <set>

namespace hearth::test {

using namespace hearth::server;

namespace {

std::set<std::string> rowsOf(const QList<std::pair<QByteArray, QString>> &patterns)
{
    std::set<std::string> rows;
    for (const auto &[method, path] : patterns)
        rows.insert(method.toStdString() + ' ' + path.toStdString());
    return rows;
}

} // namespace

//! A path that is added without a line in the catalogue is not described, and not tested.
TEST(Operations, areThePathsOfTheRunningServer)
{
    QTemporaryDir folder;
    Settings settings;
    settings.dataFolder = folder.path();
    settings.address = QHostAddress::LocalHost;
    settings.port = 0;
    Application server(settings);
    const auto started = server.start();
    ASSERT_TRUE(started.isOk()) << started.error().message.toStdString();
    std::set<std::string> documented;
    for (const Operation &operation : operations())
        EXPECT_TRUE(documented.insert(std::string(operation.method) + ' ' + operation.path).second)
            << operation.path << " twice";
    EXPECT_EQ(documented, rowsOf(server.router().patterns()));
    server.drain();
}

TEST(Operations, documentRefersToNothingThatIsNotThere)
{
    const QJsonObject document = openApi(operations());
    const QJsonObject schemas =
        document.value(QStringLiteral("components")).toObject().value(QStringLiteral("schemas")).toObject();
    const QByteArray text = QJsonDocument(document).toJson(QJsonDocument::Compact);
    const QByteArray reference = "\"#/components/schemas/";
    int found = 0;
    for (qsizetype at = text.indexOf(reference); at >= 0; at = text.indexOf(reference, at + 1), ++found) {
        const qsizetype begin = at + reference.size();
        const QByteArray key = text.mid(begin, text.indexOf('"', begin) - begin);
        EXPECT_TRUE(schemas.contains(QString::fromUtf8(key))) << key.toStdString();
    }
    EXPECT_GT(found, 20);
}

} // namespace hearth::test
