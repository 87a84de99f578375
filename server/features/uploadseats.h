#pragma once

#include <QHash>
#include <QString>

#include <memory>

namespace hearth::server {

//! How many uploads a person may have at once.
class UploadSeats
{
public:
    //! 0 lets everybody in.
    explicit UploadSeats(int each) : m_each(each) {}

    //! The seat is free again when what this gives goes; null where all are taken.
    [[nodiscard]] std::shared_ptr<void> take(const QString &userId)
    {
        int &count = (*m_taken)[userId];
        if (m_each > 0 && count >= m_each)
            return nullptr;
        ++count;
        // An upload may outlive this by a turn.
        return std::shared_ptr<void>(m_taken.get(), [taken = m_taken, userId](void *) {
            if (--(*taken)[userId] == 0)
                taken->remove(userId);
        });
    }
    [[nodiscard]] int taken() const
    {
        int all = 0;
        for (const int count : std::as_const(*m_taken))
            all += count;
        return all;
    }

private:
    using Counts = QHash<QString, int>;
    int m_each;
    std::shared_ptr<Counts> m_taken = std::make_shared<Counts>();
};

} // namespace hearth::server
