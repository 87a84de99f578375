#include "server/storage/administration.h"
#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::AuditAction;
using protocol::Role;

namespace {

SessionRecord session(const QString &id, const QString &userId, qint64 at)
{
    return {id, id.toLatin1() + "-hash", userId, QStringLiteral("laptop"), at, at};
}

QString u(const char *name)
{
    return QStringLiteral("u-") + QLatin1String(name);
}

} // namespace

//! anna is the owner; ben, cleo, dora and eve are what they are called here.
class Administration : public StorageContract
{
protected:
    void SetUp() override
    {
        StorageContract::SetUp();
        const std::pair<const char *, Role> people[] = {{"anna", Role::Owner}, {"ben", Role::Admin},
            {"cleo", Role::Member}, {"dora", Role::Guest}, {"eve", Role::Owner}};
        for (const auto &[name, role] : people) {
            addUser(QLatin1String(name));
            ASSERT_TRUE(write([&, role = role](Database &db) {
                return db.accounts().setRole(u(name), role);
            }).isOk());
        }
    }
    Act by(const char *name) { return {name ? u(name) : QString(), ++m_at, 100}; }
    QList<protocol::AuditEntry> entries() { return *m_reader->audit().page(0, 100); }

    qint64 m_at = 1000;
};

TEST_P(Administration, whoMayChangeWhom)
{
    struct Case
    {
        const char *by;
        const char *whom;
        Role to;
        std::optional<ErrorCode> refused;
    };
    const Case cases[] = {
        {"cleo", "dora", Role::Member, ErrorCode::Forbidden},
        {"dora", "cleo", Role::Guest, ErrorCode::Forbidden},
        {"cleo", "nobody", Role::Guest, ErrorCode::Forbidden}, // does not learn who is there
        {"ben", "nobody", Role::Guest, ErrorCode::NotFound},
        {"ben", "anna", Role::Member, ErrorCode::Forbidden},
        {"ben", "cleo", Role::Owner, ErrorCode::Forbidden},
        {"ben", "cleo", Role::Admin, {}},
        {"cleo", "ben", Role::Member, {}}, // an admin by now
        {"ben", "cleo", Role::Member, ErrorCode::Forbidden},
        {"anna", "eve", Role::Member, {}},
        {"anna", "anna", Role::Member, ErrorCode::Forbidden}, // the last
        {nullptr, "anna", Role::Member, ErrorCode::Forbidden},
        {nullptr, "dora", Role::Owner, {}},
        {"dora", "anna", Role::Member, {}},
    };
    for (const auto &[who, whom, to, refused] : cases) {
        const auto before = entries().size();
        const qint64 changes = *m_reader->sessions().revocations();
        const auto set = write(
            [&, who = who, whom = whom, to = to](Database &db) { return setRole(db, by(who), u(whom), to); });
        const std::string name = std::string(who ? who : "the operator") + " makes " + whom;
        if (refused) {
            EXPECT_EQ(codeOf(set), *refused) << name;
            EXPECT_EQ(entries().size(), before) << name;
        } else {
            ASSERT_TRUE(set.isOk()) << name;
            EXPECT_EQ(set->role, to) << name;
            EXPECT_GT(*m_reader->sessions().revocations(), changes) << "open sockets are looked at, " << name;
            EXPECT_EQ(entries().first().action, AuditAction::UserRole) << name;
            EXPECT_EQ(entries().first().userId, who ? u(who) : QString()) << name;
            EXPECT_EQ(entries().first().target, QLatin1String(whom)) << name;
        }
    }
}

TEST_P(Administration, whoIsDisabledIsNowhereAndComesBack)
{
    ASSERT_TRUE(write([](Database &db) {
        return db.sessions().add(session(QStringLiteral("k1"), u("ben"), 5));
    }).isOk());
    const InviteRecord invite{"code", u("ben"), Role::Member, 1, 0, QStringLiteral("i1"), 5};
    ASSERT_TRUE(write([&](Database &db) { return db.invites().add(invite); }).isOk());
    const auto disable = [&](bool isDisabled) {
        return write([&](Database &db) { return setDisabled(db, by("anna"), u("ben"), isDisabled); });
    };
    EXPECT_EQ(disable(true)->disabled, std::optional(true));
    EXPECT_EQ(*m_reader->sessions().revocations(), 2) << "for the sign-in, and for the channel tokens";
    EXPECT_EQ(codeOf(m_reader->sessions().userByToken("k1-hash")), ErrorCode::Unauthorized);
    EXPECT_TRUE(m_reader->accounts().userByName(QStringLiteral("ben"))->isBarred);
    EXPECT_EQ(codeOf(write([](Database &db) {
        return db.sessions().add(session(QStringLiteral("k2"), u("ben"), 6));
    })),
        ErrorCode::Unauthorized);
    EXPECT_EQ(
        codeOf(write([](Database &db) { return db.invites().redeem("code", 7); })), ErrorCode::InviteInvalid);
    EXPECT_EQ(codeOf(write([&](Database &db) { return setRole(db, by("ben"), u("cleo"), Role::Guest); })),
        ErrorCode::Unauthorized);
    ASSERT_TRUE(disable(true).isOk());
    EXPECT_EQ(entries().size(), 1) << "again is no change";
    EXPECT_FALSE(disable(false)->disabled);
    EXPECT_TRUE(write([](Database &db) {
        return db.sessions().add(session(QStringLiteral("k3"), u("ben"), 8));
    }).isOk());
    EXPECT_EQ(entries().size(), 2);
}

TEST_P(Administration, anOwnerWhoCanSignInIsAlwaysLeft)
{
    const auto run = [&](auto act) { return write([&](Database &db) { return act(db); }); };
    ASSERT_TRUE(run([&](Database &db) { return setDisabled(db, by("anna"), u("eve"), true); }).isOk());
    EXPECT_EQ(codeOf(run([&](Database &db) { return setDisabled(db, by(nullptr), u("anna"), true); })),
        ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(run([&](Database &db) { return removePerson(db, by("anna"), u("anna")); })),
        ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(run([&](Database &db) { return setRole(db, by("anna"), u("anna"), Role::Admin); })),
        ErrorCode::Forbidden);
    EXPECT_TRUE(run([&](Database &db) { return removePerson(db, by("anna"), u("eve")); }).isOk());
    EXPECT_EQ(codeOf(run([&](Database &db) { return removePerson(db, by("ben"), u("anna")); })),
        ErrorCode::Forbidden);
}

TEST_P(Administration, whoIsRemovedLeavesTheirWordsAndTheirName)
{
    ASSERT_TRUE(addRoom(QStringLiteral("Hall"), {QStringLiteral("cleo"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(
        addRoom(QStringLiteral("Attic"), {QStringLiteral("ben"), QStringLiteral("cleo")}, true).isOk());
    ASSERT_TRUE(say(QStringLiteral("Hall"), QStringLiteral("cleo"), QStringLiteral("stays")).isOk());
    const auto removed = write([&](Database &db) { return removePerson(db, by("ben"), u("cleo")); });
    ASSERT_TRUE(removed.isOk());
    EXPECT_EQ(removed->rooms.keys(), (QStringList{QStringLiteral("r-Attic"), QStringLiteral("r-Hall")}));
    EXPECT_EQ(history().first().username, QStringLiteral("cleo"));
    EXPECT_EQ(m_reader->rooms().members(QStringLiteral("r-Hall"))->size(), 1);
    EXPECT_EQ(m_reader->rooms().members(QStringLiteral("r-Hall"))->first().role, Role::Owner)
        << "a room is not left without one";
    EXPECT_EQ(codeOf(m_reader->people().person(u("cleo"))), ErrorCode::NotFound);
    EXPECT_EQ(m_reader->people().people({}, 100)->size(), 4);
    EXPECT_EQ(m_reader->accounts().users()->size(), 4);
    EXPECT_EQ(codeOf(mustBeThere(*m_reader, u("cleo")) ? Result<Done>(Done{}) : ErrorCode::NotFound),
        ErrorCode::NotFound);
    EXPECT_EQ(codeOf(write([&](Database &db) { return removePerson(db, by("ben"), u("cleo")); })),
        ErrorCode::NotFound);
    const UserRecord again{
        {QStringLiteral("u-2"), QStringLiteral("Cleo"), {}, Role::Member}, QStringLiteral("hash"), 1};
    EXPECT_EQ(
        codeOf(write([&](Database &db) { return db.accounts().createUser(again); })), ErrorCode::NameTaken);
}

TEST_P(Administration, peopleComeInPagesByUsername)
{
    QStringList seen;
    for (QString after;;) {
        const auto page = m_reader->people().people(after, 2);
        if (page->isEmpty())
            break;
        for (const protocol::Account &each : *page)
            seen += each.username;
        after = page->last().username;
    }
    EXPECT_EQ(seen.join(u' '), QStringLiteral("anna ben cleo dora eve"));
}

TEST_P(Administration, sessionsAreListedTouchedAndPruned)
{
    for (int i = 1; i <= 5; ++i)
        ASSERT_TRUE(write([&](Database &db) {
            return db.sessions().add(session(QString::number(i), u("cleo"), i));
        }).isOk());
    ASSERT_TRUE(write([](Database &db) { return db.sessions().touch("1-hash", 50); }).isOk());
    ASSERT_TRUE(write([](Database &db) { return db.sessions().touch("1-hash", 40); }).isOk());
    EXPECT_EQ(m_reader->sessions().sessionsOf(u("cleo"))->first().lastSeen, 50) << "never back";
    ASSERT_TRUE(write([](Database &db) { return db.sessions().prune(u("cleo"), 3); }).isOk());
    QStringList left;
    for (const SessionRecord &each : *m_reader->sessions().sessionsOf(u("cleo")))
        left += each.id;
    EXPECT_EQ(left.join(u' '), QStringLiteral("1 5 4"));
    EXPECT_EQ(*m_reader->sessions().revocations(), 2) << "their sockets are closed";
    EXPECT_EQ(codeOf(m_reader->sessions().session(u("ben"), QStringLiteral("1"))), ErrorCode::NotFound);
    EXPECT_EQ(*write([](Database &db) { return db.sessions().revokeOthers(u("cleo"), "5-hash"); }), 2);
    EXPECT_EQ(m_reader->sessions().sessionsOf(u("cleo"))->first().id, QStringLiteral("5"));
}

TEST_P(Administration, invitesAreListedWhileTheyCanBeUsedAndBounded)
{
    const auto add = [&](const char *id, const char *by, qint64 expiresAt, qint64 at) {
        const InviteRecord invite{
            id, by ? u(by) : QString(), Role::Guest, 2, expiresAt, QLatin1String(id), at};
        return write([&](Database &db) { return db.invites().add(invite); });
    };
    ASSERT_TRUE(add("i1", "ben", 10, 1).isOk());
    ASSERT_TRUE(add("i2", nullptr, 0, 2).isOk());
    const auto ids = [&](qint64 now, const QString &whose = {}) {
        QStringList out;
        for (const protocol::Invite &each : *m_reader->invites().invites(now, whose))
            out += each.id + u':' + each.username;
        return out.join(u' ');
    };
    EXPECT_EQ(ids(5), QStringLiteral("i2: i1:ben"));
    EXPECT_EQ(ids(10), QStringLiteral("i2:"));
    EXPECT_EQ(ids(5, u("ben")), QStringLiteral("i1:ben"));
    const auto revoke = [&](const char *id, const QString &whose) {
        return write([&](Database &db) { return db.invites().revoke(QLatin1String(id), whose); });
    };
    EXPECT_EQ(codeOf(revoke("i2", u("ben"))), ErrorCode::NotFound) << "not theirs";
    EXPECT_TRUE(revoke("i1", u("ben")).isOk());
    for (int i = 0; i < InviteStore::maxLive - 1; ++i)
        ASSERT_TRUE(add(qPrintable(QStringLiteral("x%1").arg(i)), nullptr, 100, 20).isOk());
    EXPECT_EQ(codeOf(add("y", nullptr, 0, 20)), ErrorCode::TooMany);
    EXPECT_TRUE(add("y", nullptr, 0, 100).isOk()) << "those that expired are forgotten";
}

TEST_P(Administration, theAuditListIsBoundedAndPaged)
{
    for (int i = 1; i <= 7; ++i)
        ASSERT_TRUE(write([&](Database &db) {
            return record(
                db, {{}, i, 5}, AuditAction::BackupRestored, QString::number(i), QStringLiteral("detail"));
        }).isOk());
    const auto page = m_reader->audit().page(0, 2);
    EXPECT_EQ(page->first().target, QStringLiteral("7"));
    EXPECT_EQ(m_reader->audit().page(page->last().id, 100)->size(), 3) << "5 are kept";
    EXPECT_EQ(page->first().detail, QStringLiteral("detail"));
}

TEST_P(Administration, departuresByAnotherProcessAreToldOf)
{
    ASSERT_TRUE(addRoom(QStringLiteral("den"), {QStringLiteral("cleo"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("nook"), {QStringLiteral("cleo")}).isOk());
    EXPECT_EQ(*m_reader->people().lastDeparture(), 0);
    ASSERT_TRUE(write([&](Database &db) { return removePerson(db, by("anna"), u("dora")); }).isOk());
    EXPECT_EQ(*m_reader->people().lastDeparture(), 0) << "the server tells of its own";
    ASSERT_TRUE(write([&](Database &db) { return removePerson(db, by(nullptr), u("cleo")); }).isOk());
    const auto all = m_reader->people().departures(0, 10);
    ASSERT_TRUE(all.isOk());
    QStringList said;
    for (const OutsideDeparture &each : *all)
        said += QStringLiteral("%1 %2 %3 %4").arg(each.id).arg(each.roomId, each.userId, each.heirId);
    EXPECT_EQ(
        said, (QStringList{QStringLiteral("1 r-den u-cleo u-ben"), QStringLiteral("2 r-nook u-cleo ")}));
    EXPECT_EQ(*m_reader->people().lastDeparture(), 2);
    EXPECT_EQ(m_reader->people().departures(1, 10)->size(), 1);
    EXPECT_EQ(m_reader->people().departures(0, 1)->size(), 1);
}

INSTANTIATE_TEST_SUITE_P(Backends, Administration, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
