#pragma once

#include "shared/base/result.h"

#include <QString>

#include <cerrno>

namespace hearth::server {

//! Of the system call that has just failed: Unavailable, with what it was about and the system's reason.
[[nodiscard]] Error diskError(const QString &what, int reason = errno);

//! A descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

//! Not open where that failed, with errno. A new file is its owner's only.
[[nodiscard]] Descriptor openFile(const QString &path, int flags);
//! Puts the names in a folder on the disk.
[[nodiscard]] Result<Done> syncFolder(const QString &path);

} // namespace hearth::server
