#include "icon.h"

#include <QImageReader>
#include <QPainter>
#include <QQuickWindow>

Icon::Icon(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void Icon::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    update();
    Q_EMIT nameChanged();
}

void Icon::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void Icon::setOriginal(bool original)
{
    if (m_original == original)
        return;
    m_original = original;
    update();
    Q_EMIT originalChanged();
}

void Icon::paint(QPainter *painter)
{
    if (m_name.isEmpty())
        return;
    const qreal ratio = window() ? window()->effectiveDevicePixelRatio() : 1.0;
    const QSize pixels = (boundingRect().size() * ratio).toSize();
    if (pixels.isEmpty())
        return;
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(boundingRect(), render(pixels));
}

QImage Icon::render(const QSize &pixels) const
{
    QImageReader reader(QStringLiteral(":/hearth/icons/%1.svg").arg(m_name), "svg");
    reader.setScaledSize(pixels);
    QImage image = reader.read().convertToFormat(QImage::Format_ARGB32_Premultiplied);
    if (image.isNull() || m_original)
        return image;
    QPainter tint(&image);
    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
    tint.fillRect(image.rect(), m_color);
    return image;
}
