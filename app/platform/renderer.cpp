#include "app/platform/renderer.h"

#include <QDir>
#include <QFile>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>

namespace hearth::app {

namespace {

//! A node of the kernel's for drawing. Without one OpenGL is computed by llvmpipe, and merely asking that for
//! its name costs 40 MB and a tenth of a second: LLVM is loaded, and stays.
bool hasGraphicsCard()
{
    return !QDir(QStringLiteral("/dev/dri"))
                .entryList({QStringLiteral("renderD*")}, QDir::System)
                .isEmpty() ||
           QFile::exists(QStringLiteral("/dev/nvidiactl"));
}

bool hasFastOpenGl()
{
    if (!hasGraphicsCard())
        return false;
    QOpenGLContext context;
    if (!context.create())
        return false;
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface))
        return false;
    const auto *renderer = reinterpret_cast<const char *>(context.functions()->glGetString(GL_RENDERER));
    const QString name = QString::fromLatin1(renderer ? renderer : "").toLower();
    context.doneCurrent();
    return !name.isEmpty() && !name.contains(QLatin1String("llvmpipe")) &&
           !name.contains(QLatin1String("softpipe"));
}

} // namespace

QString chooseRenderer()
{
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND") || qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        return QStringLiteral("as the environment says");
    if (hasFastOpenGl())
        return QStringLiteral("opengl");
    QQuickWindow::setSceneGraphBackend(QStringLiteral("software"));
    return QStringLiteral("software");
}

} // namespace hearth::app
