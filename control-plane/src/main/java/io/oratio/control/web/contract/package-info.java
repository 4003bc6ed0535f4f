/// The contract as it is kept at run time: `docs/protocol/control-plane.openapi.yaml` is read once,
/// its schemas are compiled once, and every request is matched against it. Operations, who may use
/// them and what they eat are said there and nowhere else (OpenAPI 3.1, JSON Schema 2020-12).
///
/// Imports nothing of ours. Everything in it is immutable and safe from any thread.
@NullMarked
package io.oratio.control.web.contract;

import org.jspecify.annotations.NullMarked;
