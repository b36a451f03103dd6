internal import Columns
internal import LinearAlgebra
internal import Results

/// What `--version` says: the version, and what the program was built from.
enum BuiltFrom {
  /// A line for the version, one for what is inside.
  static var text: String {
    """
    waymark \(RunManifest.version)
    \(compiler), OpenBLAS \(BLAS.version), SQLite \(ExperimentLedger.databaseVersion); loops for \(InstructionSet.current)
    """
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2 or earlier"
    #endif
  }
}
