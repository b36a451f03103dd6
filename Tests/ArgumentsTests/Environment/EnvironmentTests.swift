import Arguments
import Testing
import Wording

@Suite struct EnvironmentTests {
  @Test(arguments: [
    ([:], Language.en), (["LANG": "zh_CN.UTF-8"], .zh), (["LANG": "ZH"], .zh),
    (["LANG": "en_US.UTF-8"], .en), (["LC_ALL": "C", "LANG": "zh_CN"], .en),
    (["LC_ALL": "", "LANG": "zh_TW"], .zh), (["LC_MESSAGES": "zh_CN", "LANG": "en_US"], .zh),
  ])
  func `the language is that of the locale`(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }

  @Test(arguments: [
    ("zh", Language.zh), ("cn", .zh), ("zh-CN", .zh), ("zh_CN.UTF-8", .zh), ("中文", .zh),
    ("EN", .en), ("en-GB", .en), ("de", nil), ("", nil),
  ])
  func `a language has more names than one`(word: String, language: Language?) {
    #expect(Language(called: word) == language)
  }

  @Test(arguments: [
    ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false),
    (["NO_COLOR": ""], true, true), (["CLICOLOR_FORCE": "1"], false, true),
    (["CLICOLOR_FORCE": "0"], false, false),
    (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
    (["TERM": "dumb"], true, false), (["CLICOLOR": "0"], true, false),
  ])
  func `colour is for terminals, and as the environment says`(
    environment: [String: String], isTerminal: Bool, isColoured: Bool
  ) {
    #expect(
      ColourChoice.isColoured(environment: environment, isTerminal: isTerminal) == isColoured)
  }
}
