import Testing
import Wording

@Suite struct ShellWordTests {
  /// What bash reads of each is the path.
  @Test(arguments: [
    ("scenarios/luohu.yaml", "scenarios/luohu.yaml"), ("罗湖.yaml", "罗湖.yaml"), ("-", "-"),
    ("-plan.yaml", "./-plan.yaml"), ("", "\"\""),
    ("my dir/our plan.yaml", "\"my dir/our plan.yaml\""), ("罗湖　区.yaml", "\"罗湖　区.yaml\""),
    ("plan (2).yaml", "\"plan (2).yaml\""), ("Ann's.yaml", "\"Ann's.yaml\""),
    ("~/a", "\"~/a\""), ("a;b&c|d*?[e]#{f}<g>", "\"a;b&c|d*?[e]#{f}<g>\""),
    ("$HOME", "'$HOME'"), ("a`b`!\"", "'a`b`!\"'"), ("Ann's $", "'Ann'\\''s $'"),
    ("a\\b", "'a\\b'"), ("a\nb's\\", "$'a\\U0000000Ab\\'s\\\\'"),
    ("a\u{202E}b", "$'a\\U0000202Eb'"),
    // With an accent a mark is another character, and the same to a shell.
    ("a`\u{301};b", "'a`\u{301};b'"), ("'\u{301}$", "''\\''\u{301}$'"),
  ])
  func `a path is one word of a shell`(path: String, word: String) {
    #expect(ShellWord.file(path) == word)
  }
}
