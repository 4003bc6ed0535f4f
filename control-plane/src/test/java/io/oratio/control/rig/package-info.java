/// What every test of the control plane stands on: [ApiRig] runs it on a free port with stores in
/// memory, and its client fails a test whose request or answer is not in the contract.
@NullMarked
package io.oratio.control.rig;

import org.jspecify.annotations.NullMarked;
