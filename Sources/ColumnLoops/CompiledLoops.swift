internal import Lanes

/// The loops of this compilation.
package enum CompiledLoops: Loops {}
