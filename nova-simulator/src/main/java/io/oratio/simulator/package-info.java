/// A server that speaks Nova Sonic's wire protocol, so that a voice gateway can be built, shown and
/// measured without an AWS account. Programs start it through `NovaSimulator`, people through
/// `SimulatorMain`. Any module's tests may import this package; it imports none of ours.
@NullMarked
package io.oratio.simulator;

import org.jspecify.annotations.NullMarked;
