#include "server/config/configfile.h"

#include "server/config/options.h"

#include <QFile>

// Errors come as values: we have no exceptions of our own.
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>

namespace hearth::server {

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString kindName(Option::Kind kind)
{
    switch (kind) {
    case Option::Kind::Text:
        return QStringLiteral("text in quotes");
    case Option::Kind::Switch:
        return QStringLiteral("true or false");
    case Option::Kind::Number:
        return QStringLiteral("a number");
    case Option::Kind::List:
        return QStringLiteral("a list of texts, such as [\"a\", \"b\"]");
    }
    return {};
}

//! The value as the command line would write it; nothing where it is of another kind.
std::optional<QString> valueOf(const toml::node &node, Option::Kind kind)
{
    switch (kind) {
    case Option::Kind::Text:
        return node.is_string() ? std::optional(toText(**node.as_string())) : std::nullopt;
    case Option::Kind::Switch:
        return node.is_boolean()
                   ? std::optional(**node.as_boolean() ? QStringLiteral("yes") : QStringLiteral("no"))
                   : std::nullopt;
    case Option::Kind::Number:
        if (node.is_integer())
            return QString::number(**node.as_integer());
        return node.is_floating_point() ? std::optional(QString::number(**node.as_floating_point()))
                                        : std::nullopt;
    case Option::Kind::List: {
        const bool isOfTexts =
            node.is_array() && (node.as_array()->empty() || node.as_array()->is_homogeneous<std::string>());
        if (!isOfTexts)
            return std::nullopt;
        QStringList texts;
        for (const toml::node &each : *node.as_array())
            texts += toText(**each.as_string());
        return texts.join(QLatin1Char(','));
    }
    }
    return std::nullopt;
}

//! One file on its way into the settings.
class Reader
{
public:
    Reader(QString path, Settings &settings) : m_path(std::move(path)), m_settings(settings) {}

    Result<Done> readTable(const toml::table &table, const QString &section)
    {
        for (const auto &[key, node] : table) {
            const auto line = key.source().begin.line;
            if (auto done = readNode(toText(key.str()), node, section, line); !done)
                return done;
        }
        return Done{};
    }

    [[nodiscard]] Error at(quint32 line, const QString &what) const
    {
        return {ErrorCode::InvalidRequest, QStringLiteral("%1:%2: %3").arg(m_path).arg(line).arg(what)};
    }

private:
    Result<Done> readNode(const QString &key, const toml::node &node, const QString &section, quint32 line)
    {
        const auto &all = options();
        const bool isSection = section.isEmpty() && std::any_of(all.begin(), all.end(),
                                                        [&](const Option &o) { return o.section == key; });
        if (isSection)
            return node.is_table() ? readTable(*node.as_table(), key)
                                   : at(line, QStringLiteral("%1 is a section: write [%1]").arg(key));
        const auto option = std::find_if(all.begin(), all.end(),
            [&](const Option &each) { return each.section == section && each.key == key; });
        if (option == all.end())
            return at(line, QStringLiteral("there is no option %1; `hearthd config` shows them all")
                                .arg(section.isEmpty() ? key : section + QLatin1Char('.') + key));
        const auto value = valueOf(node, option->kind);
        if (!value)
            return at(line, QStringLiteral("%1 takes %2").arg(option->name(), kindName(option->kind)));
        if (const auto done = option->set(m_settings, *value); !done)
            return at(line, QStringLiteral("%1 %2").arg(option->name(), done.error().message));
        return Done{};
    }

    QString m_path;
    Settings &m_settings;
};

QString quoted(const QString &text)
{
    QString out = text;
    out.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + out + QLatin1Char('"');
}

QString literal(const Option &option, const QString &value)
{
    switch (option.kind) {
    case Option::Kind::Text:
        return quoted(value);
    case Option::Kind::Switch:
        return value == QLatin1String("yes") ? QStringLiteral("true") : QStringLiteral("false");
    case Option::Kind::Number:
        return value;
    case Option::Kind::List: {
        QStringList texts;
        for (const QString &each : value.split(QLatin1Char(','), Qt::SkipEmptyParts))
            texts += quoted(each);
        return QLatin1Char('[') + texts.join(QLatin1String(", ")) + QLatin1Char(']');
    }
    }
    return {};
}

} // namespace

Result<Done> readConfigFile(const QString &path, Settings &settings)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("cannot read the configuration %1: %2").arg(path, file.errorString()));
    const QByteArray text = file.readAll();
    Reader reader(path, settings);
    const toml::parse_result parsed =
        toml::parse(std::string_view(text.constData(), size_t(text.size())), path.toStdString());
    if (!parsed)
        return reader.at(
            parsed.error().source().begin.line, toText(parsed.error().description()).simplified());
    return reader.readTable(parsed.table(), {});
}

QString configFileOf(const Settings &settings)
{
    QString out = QStringLiteral("# hearthd's configuration; give it with --config. The command line and the "
                                 "environment go before it.\n");
    QString section;
    for (const Option &option : options()) {
        if (option.section != section) {
            section = option.section;
            out += QStringLiteral("\n[%1]\n").arg(section);
        }
        out += QStringLiteral("\n# %1 (%2)\n%3 = %4\n")
                   .arg(option.doc, option.value, option.key, literal(option, option.get(settings)));
    }
    return out;
}

} // namespace hearth::server
