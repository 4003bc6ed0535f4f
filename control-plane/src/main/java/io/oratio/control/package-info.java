/// The control plane: the API of `docs/protocol/control-plane.openapi.yaml`. [ControlPlane] wires
/// it; each package below is a feature and knows no other, save [io.oratio.control.web], which is
/// how a feature is asked and answers, and is the only one that is shared.
@NullMarked
package io.oratio.control;

import org.jspecify.annotations.NullMarked;
