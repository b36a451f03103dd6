package import Tables
package import Wording

/// Where the files of several runs go: one file into the folder that is asked for, several each into a
/// folder beside it that ends in the file's own name, or inside it where its path ends in no name, as `..` does.
package struct RunFolders: Hashable, Sendable {
  /// One folder for each scenario file, in their order.
  package let paths: [String]

  /// Names the folders.
  ///
  /// - Throws: ``Clash`` where two files would have the same folder.
  package init(of files: [String], out: String) throws(Clash) {
    guard files.count > 1 else {
      paths = [out]
      return
    }
    // Shells end the name of a folder with a slash.
    let folder = PathParts.withoutEnd(out)
    let isNamed = folder != "/" && ![".", ".."].contains(PathParts.split(folder).name)
    paths = files.map { file in
      let name = file.split(separator: "/").last.map(String.init) ?? file
      let own = name.split(separator: ".").first.map(String.init) ?? name
      return isNamed ? "\(folder)-\(own)" : PathParts.join(folder, own)
    }
    var owners: [String: String] = [:]
    for (file, path) in zip(files, paths) {
      if let other = owners[path] { throw Clash(first: other, second: file, folder: path) }
      owners[path] = file
    }
  }

  /// Two scenario files whose runs would go to one folder.
  package struct Clash: Refusal, Hashable {
    package let first: String
    package let second: String
    package let folder: String

    /// How a program ends that is refused so.
    package var exit: ExitClass { .usage }

    /// The sentence for people.
    package var phrase: Phrase {
      Phrase(
        "\(first) and \(second) would both go to \(folder), and one would take the other's place; run "
          + "them one by one, each with an --out of its own, or give one file another name",
        "\(first) 与 \(second) 都会写入 \(folder)，将互相覆盖；请逐个运行，各用自己的 --out，或将其一改名")
    }
  }
}
