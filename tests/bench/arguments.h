#pragma once

#include <cstdlib>
#include <map>
#include <string>
#include <type_traits>

namespace hearth::bench {

//! `--name value` pairs. A name that is not given leaves its target as it is.
class Arguments
{
public:
    Arguments(int argc, char **argv) : m_areWhole(argc % 2 == 1)
    {
        for (int i = 1; i + 1 < argc; i += 2)
            m_values[argv[i]] = argv[i + 1];
    }

    //! False where a value is missing.
    [[nodiscard]] bool areWhole() const { return m_areWhole; }
    [[nodiscard]] bool has(const char *name, const char *value) const
    {
        const auto found = m_values.find(name);
        return found != m_values.end() && found->second == value;
    }
    template <class Number>
    void number(const char *name, Number &target) const
    {
        if (const auto found = m_values.find(name); found != m_values.end())
            target = Number(std::atof(found->second.c_str()));
    }
    void text(const char *name, std::string &target) const
    {
        if (const auto found = m_values.find(name); found != m_values.end())
            target = found->second;
    }

private:
    bool m_areWhole;
    std::map<std::string, std::string> m_values;
};

} // namespace hearth::bench
