#pragma once

#include "server/files/byterange.h"
#include "server/files/disk.h"
#include "server/files/workers.h"
#include "server/net/httpbody.h"

namespace hearth::server {

//! Bytes of a file, a piece at a time, the next when the kernel has taken the one before: a slow reader costs
//! one piece. Read off the loop's thread. A file that is deleted meanwhile is still sent whole.
class FileBody final : public QObject, public HttpBody
{
    Q_OBJECT

public:
    FileBody(Workers &reading, Descriptor file, const ByteRange &range);

    void begin(BodyWriter &writer) override;
    void drained() override;

private:
    static constexpr qint64 pieceBytes = 256 * 1024;

    void send(const Result<QByteArray> &piece);

    Workers &m_reading;
    std::shared_ptr<const Descriptor> m_file; //!< also of the reader
    ByteRange m_left;
    BodyWriter *m_writer = nullptr;
    bool m_isReading = false;
};

} // namespace hearth::server
