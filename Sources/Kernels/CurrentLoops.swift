internal import KernelsV1
package import Lanes

#if arch(x86_64)
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Loops over columns: those compiled for the instruction set in use.
package var loops: any Loops.Type {
  #if arch(x86_64)
    switch InstructionSet.current {
    case .baseline: KernelsV1.CompiledLoops.self
    case .v3: KernelsV3.CompiledLoops.self
    case .v4: KernelsV4.CompiledLoops.self
    }
  #else
    KernelsV1.CompiledLoops.self
  #endif
}
