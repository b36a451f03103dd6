/// SHA-256 of what the workloads give with few paths, on any processor and any number of workers.
///
/// A change of the engine that moves a last digit moves them. If that is meant, `make golden` writes
/// them anew, and the commit says why.
enum GoldenHashes {
  static func of(_ workload: Workload) -> String {
    switch workload {
    case .W1a: "dc9b0279e4860e170fd690868ff27613ab41b86818e357e07d9f55b3e01d5fbc"
    case .W1: "49c4f2f83f40c4ebd3ec2803fe68bc232a5a21387e810b88b3b53770801fbb23"
    case .W2: "5323979da7d536f04066b7afd6f410b337b68e0bcfeafec67019c8ee3f92f92d"
    case .W3: "12a123cf999f68e494eb3f779097f85189b559c428ba07513cd3c795e5818484"
    }
  }
}
