#pragma once

#include "server/features/rest/operation.h"
#include "server/net/router.h"

namespace hearth::server {

//! The list as an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.0).
[[nodiscard]] QJsonObject openApi(const QList<Operation> &operations);

//! Serves it: GET /api/openapi.json.
void addOpenApi(Router &router);

} // namespace hearth::server
