#pragma once

#include <QBitArray>
#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

//! A text as a QR code (ISO/IEC 18004), for a camera to read: always dark on light, with the quiet zone that
//! the standard asks for. Nothing is painted where the text is empty or too long for one.
class QrCode : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QColor dark MEMBER m_dark NOTIFY coloursChanged)
    Q_PROPERTY(QColor light MEMBER m_light NOTIFY coloursChanged)
    //! It can be shown.
    Q_PROPERTY(bool valid READ isValid NOTIFY textChanged)

public:
    explicit QrCode(QQuickItem *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    bool isValid() const { return m_side > 0; }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void textChanged();
    void coloursChanged();

private:
    QString m_text;
    QColor m_dark = Qt::black;
    QColor m_light = Qt::white;
    QBitArray m_modules; //!< row by row
    int m_side = 0;
};
