internal import ColumnLoops
package import Lanes

#if arch(x86_64)
  internal import ColumnLoopsAVX2
  internal import ColumnLoopsAVX512
#endif

/// Loops over columns: those compiled for the instruction set in use.
package var loops: any Loops.Type {
  #if arch(x86_64)
    switch InstructionSet.current {
    case .baseline: ColumnLoops.CompiledLoops.self
    case .v3: ColumnLoopsAVX2.CompiledLoops.self
    case .v4: ColumnLoopsAVX512.CompiledLoops.self
    }
  #else
    ColumnLoops.CompiledLoops.self
  #endif
}
