#pragma once

#include "shared/base/result.h"

#include <QList>
#include <QString>

namespace hearth::server {

//! Things with an id and a name of which nobody asks for parts: dashboards, alerts. Who may is not asked
//! here.
template <class T>
class ThingStore
{
public:
    virtual ~ThingStore() = default;
    //! By name.
    virtual Result<QList<T>> all() = 0;
    //! NotFound.
    virtual Result<T> one(const QString &id) = 0;
    //! New, or in the place of the one with its id.
    virtual Result<Done> put(const T &thing) = 0;
    //! NotFound.
    virtual Result<Done> remove(const QString &id) = 0;
};

} // namespace hearth::server
