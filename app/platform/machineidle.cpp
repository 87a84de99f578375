#include "app/platform/machineidle.h"

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

#include <xcb/screensaver.h>

#include <cstdlib>
#include <memory>

namespace hearth::app {

namespace {

struct Free
{
    void operator()(void *reply) const { std::free(reply); }
};

xcb_connection_t *xServer()
{
    const auto *app = qobject_cast<QGuiApplication *>(QCoreApplication::instance());
    const auto *x11 = app ? app->nativeInterface<QNativeInterface::QX11Application>() : nullptr;
    return x11 ? x11->connection() : nullptr;
}

std::optional<qint64> xIdle(xcb_connection_t *server)
{
    const auto *extension = xcb_get_extension_data(server, &xcb_screensaver_id);
    if (!extension || !extension->present)
        return std::nullopt;
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(server)).data->root;
    const auto cookie = xcb_screensaver_query_info(server, root);
    const std::unique_ptr<xcb_screensaver_query_info_reply_t, Free> info(
        xcb_screensaver_query_info_reply(server, cookie, nullptr));
    return info ? std::optional<qint64>(info->ms_since_user_input) : std::nullopt;
}

void askMutter(const std::function<void(std::optional<qint64>)> &answer)
{
    const auto service = QStringLiteral("org.gnome.Mutter.IdleMonitor");
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return answer(std::nullopt);
    // Called whether it is there or not: to ask that first would hold this thread until the bus answers.
    auto call = QDBusMessage::createMethodCall(service, QStringLiteral("/org/gnome/Mutter/IdleMonitor/Core"),
        service, QStringLiteral("GetIdletime"));
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 1'000));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, answer] {
        const QDBusPendingReply<qulonglong> reply(*watcher);
        watcher->deleteLater();
        answer(reply.isError() ? std::nullopt : std::optional(qint64(reply.value())));
    });
}

} // namespace

void askMachineIdle(const std::function<void(std::optional<qint64>)> &answer)
{
    if (auto *server = xServer()) {
        if (const auto idle = xIdle(server))
            return answer(idle);
    }
    askMutter(answer);
}

} // namespace hearth::app
