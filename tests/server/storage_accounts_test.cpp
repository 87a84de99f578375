#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::Role;
using protocol::User;

namespace {

SessionRecord session(const QByteArray &hash, const QString &userId, qint64 at = 1)
{
    return {QStringLiteral("k-") + QString::fromLatin1(hash.toHex()), hash, userId, QStringLiteral("laptop"),
        at, at};
}

} // namespace

TEST_P(StorageContract, firstAccountIsTheOwner)
{
    EXPECT_EQ(addUser(QStringLiteral("anna")).role, Role::Owner);
    EXPECT_EQ(addUser(QStringLiteral("ben")).role, Role::Member);
    EXPECT_EQ(m_reader->accounts().userCount(), Result<qint64>(2));
}

TEST_P(StorageContract, usernameIsUniqueWithoutCase)
{
    addUser(QStringLiteral("Ärger"));
    for (const QString &name : {QStringLiteral("Ärger"), QStringLiteral("ärger"), QStringLiteral("ÄRGER"),
             QStringLiteral("A\u0308rger")}) {
        const UserRecord again{{QStringLiteral("u-2"), name, name, Role::Member}, QStringLiteral("hash"), 1};
        const auto made = write([&](Database &db) { return db.accounts().createUser(again); });
        EXPECT_EQ(codeOf(made), ErrorCode::NameTaken) << name.toStdString();
        EXPECT_EQ(m_reader->accounts().userByName(name)->user.id, QStringLiteral("u-Ärger"));
    }
    EXPECT_EQ(codeOf(m_reader->accounts().userByName(QStringLiteral("nobody"))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_reader->accounts().userById(QStringLiteral("nobody"))), ErrorCode::NotFound);
}

TEST_P(StorageContract, accountComesBackAsItWasStored)
{
    const UserRecord record{
        {QStringLiteral("u1"), QStringLiteral("anna"), QStringLiteral("Anna 'x'; --"), Role::Guest},
        QStringLiteral("$argon2id$"), 77};
    addUser(QStringLiteral("first"));
    ASSERT_TRUE(write([&](Database &db) { return db.accounts().createUser(record); }).isOk());
    EXPECT_EQ(m_reader->accounts().userByName(QStringLiteral("ANNA")), Result<UserRecord>(record));
    EXPECT_EQ(m_reader->accounts().userById(QStringLiteral("u1")), Result<User>(record.user));
    EXPECT_EQ(m_reader->accounts().users()->size(), 2);
}

TEST_P(StorageContract, displayNameIsTheUsernameWhereNoneIsGiven)
{
    const UserRecord record{
        {QStringLiteral("u1"), QStringLiteral("anna"), {}, Role::Member}, QStringLiteral("hash"), 1};
    EXPECT_EQ(write([&](Database &db) { return db.accounts().createUser(record); })->displayName,
        QStringLiteral("anna"));
}

TEST_P(StorageContract, tokenIsGoodUntilRevoked)
{
    const User anna = addUser(QStringLiteral("anna"));
    const QByteArray hash("\0\xff binary", 9);
    ASSERT_TRUE(write([&](Database &db) { return db.sessions().add(session(hash, anna.id)); }).isOk());
    EXPECT_EQ(m_reader->sessions().userByToken(hash), Result<User>(anna));
    EXPECT_EQ(codeOf(m_reader->sessions().userByToken("other")), ErrorCode::Unauthorized);
    for (int again = 0; again < 2; ++again) {
        ASSERT_TRUE(write([&](Database &db) { return db.sessions().revoke(hash); }).isOk());
        EXPECT_EQ(codeOf(m_reader->sessions().userByToken(hash)), ErrorCode::Unauthorized);
    }
}

TEST_P(StorageContract, everyTokenOfAPersonIsRevokedAndCounted)
{
    const User anna = addUser(QStringLiteral("anna"));
    const User ben = addUser(QStringLiteral("ben"));
    for (const auto &[hash, user] : {std::pair("a", anna), std::pair("b", anna), std::pair("c", ben)})
        ASSERT_TRUE(write([&](Database &db) { return db.sessions().add(session(hash, user.id)); }).isOk());
    EXPECT_EQ(m_reader->sessions().revocations(), Result<qint64>(0));
    const auto revoke = [&](Database &db) { return db.sessions().revokeAll(anna.id); };
    EXPECT_EQ(write(revoke), Result<qint64>(2));
    EXPECT_EQ(m_reader->sessions().revocations(), Result<qint64>(1));
    EXPECT_EQ(write(revoke), Result<qint64>(0));
    EXPECT_EQ(m_reader->sessions().revocations(), Result<qint64>(1)) << "nothing was revoked";
    EXPECT_EQ(codeOf(m_reader->sessions().userByToken("b")), ErrorCode::Unauthorized);
    EXPECT_EQ(m_reader->sessions().userByToken("c"), Result<User>(ben));
    ASSERT_TRUE(write([](Database &db) { return db.sessions().revoke("c"); }).isOk());
    EXPECT_EQ(m_reader->sessions().revocations(), Result<qint64>(2));
}

TEST_P(StorageContract, passwordAndRoleChangeForTheOneWhoIsThere)
{
    addUser(QStringLiteral("anna"));
    const User ben = addUser(QStringLiteral("ben"));
    ASSERT_TRUE(
        write([&](Database &db) { return db.accounts().setPassword(ben.id, QStringLiteral("new")); }).isOk());
    ASSERT_TRUE(write([&](Database &db) { return db.accounts().setRole(ben.id, Role::Admin); }).isOk());
    const auto now = m_reader->accounts().userByName(QStringLiteral("ben"));
    EXPECT_EQ(now->passwordHash, QStringLiteral("new"));
    EXPECT_EQ(now->user.role, Role::Admin);
    EXPECT_EQ(m_reader->accounts().userByName(QStringLiteral("anna"))->passwordHash, QStringLiteral("hash"));
    const auto nobody = [](Database &db) {
        return db.accounts().setRole(QStringLiteral("nobody"), Role::Admin);
    };
    EXPECT_EQ(codeOf(write(nobody)), ErrorCode::NotFound);
}

TEST_P(StorageContract, tokenOfNobodyIsRefused)
{
    const auto added =
        write([](Database &db) { return db.sessions().add(session("hash", QStringLiteral("nobody"))); });
    EXPECT_EQ(codeOf(added), ErrorCode::Unauthorized);
}

TEST_P(StorageContract, inviteIsUsedUpAndExpires)
{
    struct Case
    {
        int uses;
        qint64 expiresAt;
        qint64 now;
        int redeemable;
    };
    const Case cases[] = {{1, 0, 5, 1}, {3, 0, 5, 3}, {2, 10, 9, 2}, {2, 10, 10, 0}, {2, 10, 11, 0}};
    QByteArray hash("code");
    for (const auto &[uses, expiresAt, now, redeemable] : cases) {
        hash.append('x');
        const InviteRecord invite{hash, {}, Role::Guest, uses, expiresAt, QString::fromLatin1(hash), 1};
        const auto redeem = [&hash, at = now](Database &db) { return db.invites().redeem(hash, at); };
        ASSERT_TRUE(write([&](Database &db) { return db.invites().add(invite); }).isOk());
        for (int left = redeemable - 1; left >= 0; --left)
            EXPECT_EQ(write(redeem),
                Result<InviteRecord>({hash, {}, Role::Guest, left, expiresAt, QString::fromLatin1(hash), 1}));
        EXPECT_EQ(codeOf(write(redeem)), ErrorCode::InviteInvalid);
    }
    const auto unknown = write([](Database &db) { return db.invites().redeem("unknown", 1); });
    EXPECT_EQ(codeOf(unknown), ErrorCode::InviteInvalid);
}

TEST_P(StorageContract, epochIsOneForAllConnectionsAndForEver)
{
    const QString epoch = m_writer->epoch();
    EXPECT_FALSE(epoch.isEmpty());
    EXPECT_EQ(m_reader->epoch(), epoch);
    m_reader.reset();
    m_writer.reset();
    EXPECT_EQ((*m_factory(true))->epoch(), epoch);
}

TEST_P(StorageContract, readersConnectionCannotWrite)
{
    const UserRecord record{
        {QStringLiteral("u1"), QStringLiteral("anna"), {}, Role::Member}, QStringLiteral("hash"), 1};
    EXPECT_FALSE(m_reader->accounts().createUser(record).isOk());
    EXPECT_EQ(m_reader->accounts().userCount(), Result<qint64>(0));
}

} // namespace hearth::test
