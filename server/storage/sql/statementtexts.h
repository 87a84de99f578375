#pragma once

#include <QByteArray>
#include <QList>

#include <string_view>
#include <unordered_map>

namespace hearth::server {

//! The texts of a backend's statements by their names, out of .sql files that are linked in: those that both
//! backends say alike (`sql/`), and its own (`sqlite/`, `postgresql/`). A file holds parts that begin with a
//! line `-- name: xyz`; a name stands in one of the two folders.
class StatementTexts
{
public:
    //! The two resource folders. `parameter`: what stands for the ? of ?1, ?2, … in this backend.
    StatementTexts(const QString &shared, const QString &own, char parameter);
    StatementTexts(const StatementTexts &) = delete;
    StatementTexts &operator=(const StatementTexts &) = delete;

    //! The name as it is kept, for as long as this, and the text.
    [[nodiscard]] std::pair<std::string_view, std::string_view> named(std::string_view name) const;

private:
    void read(const QString &folder, char parameter);

    QList<QByteArray> m_files; //!< the views point into them
    std::unordered_map<std::string_view, std::string_view> m_texts;
};

} // namespace hearth::server
