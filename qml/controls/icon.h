#pragma once

#include <QColor>
#include <QImage>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

//! One of the line icons of resources/icons in any colour. Painted on the CPU: tinting by a shader effect
//! would draw nothing with the software backend.
class Icon : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
    //! Painted as drawn, without a tint.
    Q_PROPERTY(bool original READ isOriginal WRITE setOriginal NOTIFY originalChanged)

public:
    explicit Icon(QQuickItem *parent = nullptr);

    QString name() const { return m_name; }
    void setName(const QString &name);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);
    bool isOriginal() const { return m_original; }
    void setOriginal(bool original);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void nameChanged();
    void colorChanged();
    void originalChanged();

private:
    QImage render(const QSize &pixels) const;

    QString m_name;
    QColor m_color = Qt::black;
    bool m_original = false;
};
