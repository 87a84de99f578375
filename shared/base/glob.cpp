#include "shared/base/glob.h"

namespace hearth {

bool globMatches(QStringView pattern, QStringView name)
{
    qsizetype at = 0;
    qsizetype begin = 0;
    // Where to go on when it does not fit: the last star takes one character more.
    qsizetype star = -1;
    qsizetype starBegin = 0;
    while (begin < name.size()) {
        if (at < pattern.size() && pattern[at] == u'*') {
            star = at++;
            starBegin = begin;
        } else if (at < pattern.size() && pattern[at] == name[begin]) {
            ++at;
            ++begin;
        } else if (star >= 0) {
            at = star + 1;
            begin = ++starBegin;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == u'*')
        ++at;
    return at == pattern.size();
}

} // namespace hearth
