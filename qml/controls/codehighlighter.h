#pragma once

#include "codetokens.h"

#include <QColor>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QtQml/qqmlregistration.h>

#include <memory>

//! Colours the code of a TextEdit by its language; a language that is not known leaves it as it is.
class CodeHighlighter : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument *document READ document WRITE setDocument NOTIFY changed)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    Q_PROPERTY(QColor keyword MEMBER m_keyword NOTIFY changed)
    Q_PROPERTY(QColor string MEMBER m_string NOTIFY changed)
    Q_PROPERTY(QColor comment MEMBER m_comment NOTIFY changed)
    Q_PROPERTY(QColor number MEMBER m_number NOTIFY changed)

public:
    explicit CodeHighlighter(QObject *parent = nullptr);
    ~CodeHighlighter() override;

    QQuickTextDocument *document() const { return m_document; }
    void setDocument(QQuickTextDocument *document);
    QString language() const { return m_name; }
    void setLanguage(const QString &name);

Q_SIGNALS:
    void changed();

private:
    class Painter;
    void paint();

    QQuickTextDocument *m_document = nullptr;
    QString m_name;
    QColor m_keyword, m_string, m_comment, m_number;
    std::unique_ptr<Painter> m_painter; //!< none where the language is not known
};
