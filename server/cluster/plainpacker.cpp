#include "server/cluster/plainpacker.h"

#include "server/cluster/sink.h"
#include "shared/base/jsonscan.h"

namespace hearth::server::cluster {

namespace {

class PlainPacker
{
public:
    PlainPacker(QByteArrayView json, QByteArray &out) : m_scan(json), m_out(out) {}

    //! An event's list: its name, and the arguments, which are all of the JSON.
    bool event(const QString &name)
    {
        const qsizetype head = beginHead();
        writeText(m_out, name.toUtf8());
        int count = 1;
        for (bool isMore = !m_scan.isAtEnd(); isMore; isMore = m_scan.take(','), ++count) {
            if (!value())
                return false;
        }
        endList(head, count);
        return m_scan.isAtEnd();
    }

private:
    bool value()
    {
        switch (m_scan.next()) {
        case '"':
            return text();
        case '[':
            return list();
        case '{':
            return object();
        case 't':
            return m_scan.takeWord("true") && write([](auto &packer) { packer.pack_true(); });
        case 'f':
            return m_scan.takeWord("false") && write([](auto &packer) { packer.pack_false(); });
        case 'n':
            return m_scan.takeWord("null") && write([](auto &packer) { packer.pack_nil(); });
        default:
            return number();
        }
    }

    bool text()
    {
        JsonScan scan = m_scan;
        QByteArrayView bare;
        if (scan.takeBare(bare)) {
            m_scan = scan;
            writeText(m_out, bare);
            return true;
        }
        QString text;
        if (!m_scan.takeText(text))
            return false;
        writeText(m_out, text.toUtf8());
        return true;
    }

    bool number()
    {
        qint64 number = 0;
        return m_scan.takeNumber(number) && write([number](auto &packer) { packer.pack_int64(number); });
    }

    bool list()
    {
        const qsizetype head = beginHead();
        int count = 0;
        bool isMore = m_scan.take('[') && !m_scan.take(']');
        for (; isMore; isMore = m_scan.take(','), ++count) {
            if (!value())
                return false;
        }
        endList(head, count);
        return count == 0 || m_scan.take(']');
    }

    bool object()
    {
        const qsizetype head = beginHead();
        int count = 0;
        bool isMore = m_scan.take('{') && !m_scan.take('}');
        for (; isMore; isMore = m_scan.take(','), ++count) {
            if (!text() || !m_scan.take(':') || !value())
                return false;
        }
        endMap(head, count);
        return count == 0 || m_scan.take('}');
    }

    //! How many there are is known at the end; of few, and most are few, the head is one byte.
    qsizetype beginHead()
    {
        m_out += '\0';
        return m_out.size() - 1;
    }
    void endList(qsizetype head, int count)
    {
        endHead(head, [count](auto &packer) { packer.pack_array(std::uint32_t(count)); });
    }
    void endMap(qsizetype head, int count)
    {
        endHead(head, [count](auto &packer) { packer.pack_map(std::uint32_t(count)); });
    }
    template <class Write>
    void endHead(qsizetype at, Write writeHead)
    {
        QByteArray head;
        with(head, writeHead);
        m_out.replace(at, 1, head);
    }
    template <class Write>
    bool write(Write one)
    {
        with(m_out, one);
        return true;
    }

    JsonScan m_scan;
    QByteArray &m_out;
};

} // namespace

bool packPlain(QByteArray &out, const QString &name, QByteArrayView arguments)
{
    return PlainPacker(arguments, out).event(name);
}

} // namespace hearth::server::cluster
