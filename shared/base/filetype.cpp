#include "shared/base/filetype.h"

namespace hearth {

QByteArray typeOf(QByteArrayView first)
{
    using namespace std::string_view_literals;
    const auto begins = [&first](std::string_view text, qsizetype at = 0) {
        return first.size() >= at &&
               first.sliced(at).startsWith(QByteArrayView(text.data(), qsizetype(text.size())));
    };
    if (begins("\x89PNG\r\n\x1a\n"sv))
        return "image/png";
    if (begins("\xff\xd8\xff"sv))
        return "image/jpeg";
    if (begins("GIF87a"sv) || begins("GIF89a"sv))
        return "image/gif";
    if (begins("RIFF"sv) && begins("WEBP"sv, 8))
        return "image/webp";
    return "application/octet-stream";
}

} // namespace hearth
