#include "server/features/saying.h"

#include "server/features/charts.h"
#include "server/features/gate.h"

namespace hearth::server {

namespace {

//! Why each may not, where it may not.
Result<QList<Result<Done>>> mayEach(Database &db, const QList<Saying> &sayings)
{
    QList<PersonInRoom> asked;
    for (const Saying &each : sayings)
        asked += {each.message.userId, each.message.roomId};
    const auto accesses = passEach(db, asked, Verb::Act);
    if (!accesses)
        return accesses.error();
    QList<Result<Done>> all;
    for (qsizetype i = 0; i < sayings.size(); ++i) {
        const NewMessage &message = sayings.at(i).message;
        const auto &access = accesses->at(i);
        if (access && message.chart)
            all += mayShow(db, message.userId, message.chart->panel);
        else
            all += access ? Result<Done>(Done{}) : access.error();
    }
    return all;
}

} // namespace

Result<QList<Result<Stored>>> storeEach(Database &db, const QList<Saying> &sayings)
{
    const auto may = mayEach(db, sayings);
    if (!may)
        return may.error();
    QList<NewMessage> messages;
    for (qsizetype i = 0; i < sayings.size(); ++i) {
        if (may->at(i))
            messages += sayings.at(i).message;
    }
    const auto appended = db.messages().appendEach(messages);
    if (!appended)
        return appended.error();

    QList<Result<Stored>> all;
    QList<Heard> heard;
    QList<qsizetype> heardAt;
    auto next = appended->begin();
    for (qsizetype i = 0; i < sayings.size(); ++i) {
        const Result<Appended> one = may->at(i) ? *next++ : may->at(i).error();
        all += one ? Result(Stored{*one, {}}) : one.error();
        if (one && one->isNew) {
            heard += {one->message, sayings.at(i).occasion};
            heardAt += i;
        }
    }
    auto news = notifyOfEach(db, heard);
    if (!news)
        return news.error();
    for (qsizetype i = 0; i < heardAt.size(); ++i)
        all[heardAt.at(i)]->news = std::move((*news)[i]);
    return all;
}

Result<Stored> storeAlone(Database &db, const Saying &saying)
{
    const auto all = storeEach(db, {saying});
    return all ? all->front() : all.error();
}

bool mayFailOthers(const NewMessage &message)
{
    const QChar nul; // PostgreSQL takes none
    return !message.files.isEmpty() || message.chart || message.content.contains(nul) ||
           message.clientId.contains(nul) || message.replyTo.contains(nul);
}

} // namespace hearth::server
