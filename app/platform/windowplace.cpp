#include "app/platform/windowplace.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWindow>

#include <algorithm>

namespace hearth::app {

namespace {

const auto placeKey = QStringLiteral("window/place");
const auto maximizedKey = QStringLiteral("window/maximized");
constexpr int saveMs = 500;

qint64 areaOf(const QRect &rect)
{
    return rect.isEmpty() ? 0 : qint64(rect.width()) * rect.height();
}

} // namespace

WindowPlace::WindowPlace(const QString &iniFile, QObject *parent)
    : QObject(parent), m_settings(iniFile, QSettings::IniFormat)
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, &WindowPlace::save);
}

WindowPlace::~WindowPlace()
{
    if (m_timer.isActive())
        save();
}

QRect WindowPlace::fitted(const QRect &kept, const QList<QRect> &screens)
{
    if (kept.isEmpty() || screens.isEmpty())
        return {};
    const QRect screen =
        *std::ranges::max_element(screens, {}, [&](const QRect &each) { return areaOf(each & kept); });
    QRect out(kept.topLeft(), kept.size().boundedTo(screen.size()));
    out.moveLeft(std::clamp(out.left(), screen.left(), screen.right() + 1 - out.width()));
    out.moveTop(std::clamp(out.top(), screen.top(), screen.bottom() + 1 - out.height()));
    return out;
}

void WindowPlace::attach(QWindow *window)
{
    QList<QRect> screens;
    for (const QScreen *each : QGuiApplication::screens())
        screens += each->availableGeometry();
    m_place = fitted(m_settings.value(placeKey).toRect(), screens);
    m_maximized = m_settings.value(maximizedKey).toBool();
    if (!m_place.isNull())
        window->setGeometry(m_place);
    if (m_maximized)
        window->showMaximized();
    m_window = window;
    connect(window, &QWindow::xChanged, this, &WindowPlace::note);
    connect(window, &QWindow::yChanged, this, &WindowPlace::note);
    connect(window, &QWindow::widthChanged, this, &WindowPlace::note);
    connect(window, &QWindow::heightChanged, this, &WindowPlace::note);
    connect(window, &QWindow::windowStateChanged, this, &WindowPlace::note);
    connect(window, &QObject::destroyed, this, [this] { m_window = nullptr; });
}

void WindowPlace::note()
{
    if (!m_window)
        return;
    m_maximized = m_window->windowState() == Qt::WindowMaximized;
    // What a maximized window goes back to stays what it was.
    if (m_window->windowState() == Qt::WindowNoState)
        m_place = m_window->geometry();
    m_timer.start(saveMs);
}

void WindowPlace::save()
{
    m_timer.stop();
    m_settings.setValue(placeKey, m_place);
    m_settings.setValue(maximizedKey, m_maximized);
}

} // namespace hearth::app
