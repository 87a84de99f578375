#pragma once

#include "server/config/settings.h"
#include "shared/base/result.h"

#include <functional>

namespace hearth::server {

//! One thing that an operator can set, by the same name everywhere: `[limits] page_size` in the file,
//! `--limits-page-size` on the command line, `HEARTH_LIMITS_PAGE_SIZE` in the environment.
struct Option
{
    //! What the file writes it as: "text", true, 20, ["a", "b"].
    enum class Kind { Text, Switch, Number, List };

    QString section; //!< empty for what stands above all sections
    QString key;     //!< snake_case
    QString value;   //!< what to write in its place in a usage line: N, MS, DIR
    QString doc;
    Kind kind;
    //! From text, as on the command line. An error's message goes on after the option's name: `takes …`.
    std::function<Result<Done>(Settings &, const QString &)> set;
    //! The inverse of set().
    std::function<QString(const Settings &)> get;

    [[nodiscard]] QString name() const;        //!< limits.page_size
    [[nodiscard]] QString argument() const;    //!< limits-page-size
    [[nodiscard]] QByteArray variable() const; //!< HEARTH_LIMITS_PAGE_SIZE
};

//! Which whole numbers an option takes.
struct NumberRange
{
    qint64 min = 0;
    qint64 max = 0;
    qint64 lifted = 0; //!< what a 0 stands for, where not for itself
};

//! `takes …, not '…'`.
[[nodiscard]] Error wrongValue(const QString &expected, const QString &text);
[[nodiscard]] Result<qint64> wholeNumber(const QString &text, const NumberRange &range);
[[nodiscard]] Result<double> rate(const QString &text);
[[nodiscard]] Result<bool> yesOrNo(const QString &text);

//! A whole number; `member` gives the reference in a Settings.
template <class Member>
Option numberOption(const char *section, const char *key, const char *value, Member member,
    const NumberRange &range, const char *doc)
{
    return {QString::fromLatin1(section), QString::fromLatin1(key), QString::fromLatin1(value),
        QString::fromUtf8(doc), Option::Kind::Number,
        [member, range](Settings &settings, const QString &text) -> Result<Done> {
            const auto number = wholeNumber(text, range);
            if (!number)
                return number.error();
            auto &target = member(settings);
            target = std::decay_t<decltype(target)>(*number);
            return Done{};
        },
        [member, range](const Settings &settings) {
            const auto number = qint64(member(settings));
            return QString::number(range.lifted != 0 && number == range.lifted ? 0 : number);
        }};
}

//! One of `[limits]`; a rate where its member is a double.
template <class T>
Option limitOption(
    const char *key, T Limits::*member, const char *value, const NumberRange &range, const char *doc)
{
    const auto ref = [member](auto &settings) -> auto &
    {
        return settings.limits.*member;
    };
    Option option = numberOption("limits", key, value, ref, range, doc);
    if constexpr (std::is_same_v<T, double>) {
        option.set = [ref](Settings &settings, const QString &text) -> Result<Done> {
            const auto number = rate(text);
            if (!number)
                return number.error();
            ref(settings) = *number;
            return Done{};
        };
        option.get = [ref](const Settings &settings) { return QString::number(ref(settings)); };
    }
    return option;
}

} // namespace hearth::server
