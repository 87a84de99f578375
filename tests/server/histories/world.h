#pragma once

#include "tests/server/histories/device.h"

#include <random>

namespace hearth::test {

//! One history by chance: several people with several devices do whatever one can do, many things at once,
//! while connections break and the clock steps. The same seed does the same things.
class World
{
public:
    World(TestServer &server, unsigned seed);

    //! What was found to differ; empty where nothing was.
    QStringList run();

private:
    int below(int bound) { return int(m_random() % unsigned(bound)); }
    template <class T>
    const T &pick(const QList<T> &list)
    {
        return list.at(below(int(list.size())));
    }
    void step();
    void ofRooms(Device &device);
    void ofMembers(Device &device);
    void ofMessages(Device &device);
    void ofPerson(Device &device);
    void ofConnection(Device &device);
    [[nodiscard]] QString someRoom(const Device &device);
    [[nodiscard]] QString someMessage(const Device &device, const QString &roomId);
    QString someText();
    //! Each device holds what a new one is told, and counts what the server counts.
    void check(const QString &when);
    void checkCounts(const Device &device, const QString &when);
    void stopTyping();

    TestServer &m_server;
    std::mt19937 m_random;
    const QString m_name;
    QList<TestServer::Person> m_people;
    std::vector<std::unique_ptr<Device>> m_devices;
    int m_rooms = 0;
    QStringList m_found;
};

} // namespace hearth::test
