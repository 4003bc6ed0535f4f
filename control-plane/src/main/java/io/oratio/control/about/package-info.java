/// What the API says about itself: `GET /openapi.yaml` and `GET /health`. Only the wiring imports
/// it.
@NullMarked
package io.oratio.control.about;

import org.jspecify.annotations.NullMarked;
