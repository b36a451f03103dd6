internal import ArgumentParser
internal import Arguments
internal import Explorer
internal import Foundation
internal import Wording

struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: Phrase(
      "Opens a page on which a plan is moved by sliders.",
      "打开页面，用滑块推演规划。")(.spoken),
    discussion: Phrase(
      """
      The page is served by this program to browsers of this machine only, at an address that nobody can
      guess, until Control-C. Without a file it asks the questions of `ask` and `init`. What is kept is
      written into a new file beside the scenario.

      Example:
        waymark explore scenarios/luohu-high-tech.yaml
      """,
      """
      页面由本程序提供，只供本机浏览器使用，地址无法猜到，按 Control-C 结束。不给文件时，页面会提出
      `ask` 与 `init` 的问题。保存时写入情景文件旁的新文件。

      示例：
        waymark explore scenarios/luohu-high-tech.yaml
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("The scenario file; without one the page asks.", "情景文件；不给则由页面提问。"), valueName: "file"),
    completion: .file())
  var file: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      Phrase("Open the page in the browser; its address is printed anyway.", "在浏览器中打开页面；地址总会打印。")))
  var open = true

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The port; default: any that is free.", "端口；默认用空闲端口。"), valueName: "n"))
  var port: UInt16 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The paths of an answer.", "每次回答的路径数。"), valueName: "n"),
    transform: spoken(PathCount.read))
  var paths = 10_000

  @OptionGroup var seeding: SeedOption

  @OptionGroup var common: CommonOptions

  func run() throws {
    var options = ExploreServer.Options()
    options.port = port
    options.paths = paths
    options.seed = seeding.seed
    options.workers = common.workerCount
    options.language = common.language
    let isClosed = Phrase("the page is closed", "页面已关闭")
    Interruption.consequence.withLock { $0 = isClosed }
    let server = try ExploreServer(file.map { .file($0) } ?? .questions, options: options)
    try server.serve(while: { !Interruption.hasCome }) { address in
      try Terminal.write(address + "\n")
      if !common.quiet {
        Terminal.writeError(
          Phrase(
            "The page is for this machine only; Control-C ends it.", "页面仅供本机使用；按 Control-C 结束。")(
              common.language))
      }
      if open { Browser.open(address) }
    }
    throw Failure.interrupted(isClosed)
  }
}
