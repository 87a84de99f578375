#include "server/features/rest/accounts.h"
#include "server/features/rest/operation.h"
#include "server/features/rest/people.h"

namespace hearth::server {

QList<Operation> accountOperations()
{
    return {
        {"POST", "/api/register", Who::Anybody,
            "Makes an account and signs it in. `invite` is needed unless registration is open.",
            bodyOf<Credentials>, bodyOf<SignedIn>},
        {"POST", "/api/login", Who::Anybody, "Signs in. An unknown name is answered as a wrong password is.",
            bodyOf<Credentials>, bodyOf<SignedIn>},
        {"POST", "/api/logout", Who::SignedIn, "Ends the token that asks, and its sockets.", nullptr,
            bodyOf<Okay>},
        {"POST", "/api/password", Who::SignedIn, "A new password; ends every other sign-in.",
            bodyOf<ChangePassword>, bodyOf<NothingMore>},
        {"GET", "/api/me", Who::SignedIn, "Who asks.", nullptr, bodyOf<Me>},
        {"PATCH", "/api/me", Who::SignedIn, "Changes what is given.", bodyOf<PatchMe>, bodyOf<Me>},
        {"GET", "/api/sessions", Who::SignedIn, "Where one is signed in.", nullptr, bodyOf<SessionList>},
        {"DELETE", "/api/sessions", Who::SignedIn, "Ends all of one's sign-ins but this one.", nullptr,
            bodyOf<NothingMore>},
        {"DELETE", "/api/sessions/{id}", Who::SignedIn,
            "Ends one of one's own; its sockets close within a second.", nullptr, bodyOf<NothingMore>},
        {"POST", "/api/tickets", Who::SignedIn,
            "A ticket for one request to one path, for who cannot send a token in a header.",
            bodyOf<TicketFor>, bodyOf<MadeTicket>, 201},
        {"GET", "/api/openapi.json", Who::Anybody, "This document.", nullptr, bodyOf<QJsonObject>},
        {"GET", "/", Who::Anybody, "The web page.", nullptr, nullptr, 200, {}, "text/html; charset=utf-8"},
        {"GET", "/web/{file}", Who::Anybody, "What the page is made of.", nullptr, nullptr, 200, {},
            "text/javascript; charset=utf-8"},
        {"GET", "/healthz", Who::Anybody, "That the server runs.", nullptr, bodyOf<Okay>},
        {"GET", "/readyz", Who::Anybody,
            "That it takes requests: `unavailable` while its database is away, and while it ends.", nullptr,
            bodyOf<Okay>},
        {"GET", "/metrics", Who::Anybody, "For Prometheus. From loopback; from elsewhere with a token.",
            nullptr, nullptr, 200, {}, "text/plain; version=0.0.4"},
    };
}

QList<Operation> peopleOperations()
{
    return {
        {"GET", "/api/users", Who::Admin, "The accounts, by username.", nullptr, bodyOf<PeoplePage>, 200,
            {{"after", "those behind this username"}, limitParameter}},
        {"PATCH", "/api/users/{id}", Who::Admin,
            "Changes what is given. Only an owner changes an owner, and one who can sign in is always left. "
            "Who is disabled is signed out everywhere at once.",
            bodyOf<PatchPerson>, bodyOf<PersonAnswer>},
        {"DELETE", "/api/users/{id}", Who::Admin,
            "Removes a person for good: signed out, out of every room. What they wrote stays; their name "
            "stays taken.",
            nullptr, bodyOf<NothingMore>},
        {"GET", "/api/users/{id}/sessions", Who::Admin, "Where a person is signed in.", nullptr,
            bodyOf<SessionList>},
        {"DELETE", "/api/users/{id}/sessions", Who::Admin, "Signs a person out everywhere.", nullptr,
            bodyOf<NothingMore>},
        {"GET", "/api/invites", Who::SignedIn, "Those who run the server see all, others their own.", nullptr,
            bodyOf<InviteList>},
        {"POST", "/api/invites", Who::Admin, "Makes one. Without a body for one member, for a week.",
            bodyOf<CreateInvite>, bodyOf<MadeInvite>},
        {"DELETE", "/api/invites/{id}", Who::SignedIn,
            "Nobody can use it any more. Of others' only by who "
            "runs the server.",
            nullptr, bodyOf<NothingMore>},
        {"GET", "/api/audit", Who::Admin, "What was done to people, rooms and the server.", nullptr,
            bodyOf<AuditPage>, 200, {{"before", "those before this entry"}, limitParameter}},
    };
}

const QList<Operation> &operations()
{
    static const QList<Operation> all = accountOperations() + peopleOperations() + roomOperations() +
                                        messageOperations() + fileOperations() + notificationOperations() +
                                        channelOperations() + hookOperations();
    return all;
}

} // namespace hearth::server
