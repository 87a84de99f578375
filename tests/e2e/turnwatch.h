#pragma once

#include <QObject>

//! How long the window's thread is busy in one turn of its event loop: nothing is drawn and no key is
//! answered meanwhile. In CPU time of the thread, so that a busy machine does not make a slow app of a quick
//! one; the software backend draws in this thread, too.
class TurnWatch : public QObject
{
    Q_OBJECT

public:
    explicit TurnWatch(QObject *parent = nullptr);

    //! The longest turn since the last call, in milliseconds.
    double takeLongest();

private:
    void begin();
    void end();

    double m_began = 0;
    double m_longest = 0;
};
