#include "server/storage/postgresql/pgmaintenance.h"

#include "server/storage/postgresql/pgstatements.h"
#include "server/storage/sql/faults.h"
#include "server/storage/sql/searchindex.h"
#include "server/storage/sql/signature.h"
#include "shared/search/folding.h"

namespace hearth::server {

Result<Done> PgMaintenance::backUp(const QString &)
{
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("a database on PostgreSQL is backed up by pg_dump (docs/operating.md says how)"));
}

Result<QStringList> PgMaintenance::faults()
{
    // One snapshot for all questions.
    if (auto begun = m_statements.command("beginReading"); !begun)
        return begun.error();
    QStringList faults;
    const auto looked = lookEverywhere(faults);
    (void)m_statements.command("rollback");
    return looked ? Result<QStringList>(faults) : looked.error();
}

Result<Done> PgMaintenance::lookEverywhere(QStringList &faults)
{
    if (auto asked = ask(m_statements, questionsOfAll(), faults); !asked)
        return asked;
    if (auto looked = lookIntoIndex(faults); !looked)
        return looked;
    const QList<Question> ofIndex{
        {"strayTexts",
            [](const Rows &row) { return indexFault(row.text(0), QStringLiteral("that is not there")); }},
        questionOfBlocks(),
    };
    return ask(m_statements, ofIndex, faults);
}

//! Every text against its message, and every signature against its texts: both are made by us, not by the
//! server.
Result<Done> PgMaintenance::lookIntoIndex(QStringList &faults)
{
    QString room;
    qint64 seq = 0;
    SignatureBuilder builder{};
    for (bool isMore = true; isMore;) {
        auto rows = m_statements.run("indexedMessages", room, seq);
        if (!rows)
            return rows.error();
        isMore = false;
        while (rows->next()) {
            isMore = true;
            if (rows->text(0) != room)
                builder = {};
            room = rows->text(0);
            seq = rows->number(1);
            const bool isIndexed = rows->flag(5);
            const bool agrees = isIndexed != rows->flag(4) &&
                                (!isIndexed || (rows->flag(6) && rows->text(7) == foldedText(rows->text(3))));
            if (!agrees)
                faults += indexFault(room, rows->text(2));
            if (isIndexed)
                builder.add(rows->view(7));
            if (seq % messagesOfBlock != 0)
                continue;
            const qint64 block = seq / messagesOfBlock - 1;
            auto signature = m_statements.run("signatureOf", room, block);
            if (!signature)
                return signature.error();
            if (signature->next() && signature->bytes(0) != builder.bytes())
                faults += blockFault(room, block);
            builder = {};
        }
    }
    return Done{};
}

Result<Done> PgMaintenance::renewEpoch()
{
    return m_statements.change("renewEpoch");
}

Result<qint64> PgMaintenance::lead()
{
    return m_statements.number("lead");
}

} // namespace hearth::server
