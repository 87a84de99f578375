#include "qrcode.h"

#include <QPainter>

#include <memory>

#include <qrencode.h>

namespace {
constexpr int quietZone = 4;
//! Version 25 at this level; what is longer than a link is not for a camera.
constexpr qsizetype maxBytes = 1'000;
} // namespace

QrCode::QrCode(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    connect(this, &QrCode::coloursChanged, this, [this] { update(); });
}

void QrCode::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_side = 0;
    const QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty() && bytes.size() <= maxBytes) {
        const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeData(int(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.constData()),
                0, QR_ECLEVEL_M),
            &QRcode_free);
        m_side = code ? code->width : 0;
        m_modules = QBitArray(m_side * m_side);
        for (int at = 0; at < m_side * m_side; ++at)
            m_modules.setBit(at, (code->data[at] & 1) != 0);
    }
    update();
    Q_EMIT textChanged();
}

void QrCode::paint(QPainter *painter)
{
    if (m_side == 0)
        return;
    const int modules = m_side + 2 * quietZone;
    // Whole pixels for each module, or the edges blur.
    const int size = int(std::min(width(), height())) / modules;
    if (size == 0)
        return;
    painter->fillRect(0, 0, size * modules, size * modules, m_light);
    for (int at = 0; at < m_side * m_side; ++at) {
        if (m_modules.testBit(at))
            painter->fillRect(
                (at % m_side + quietZone) * size, (at / m_side + quietZone) * size, size, size, m_dark);
    }
}
