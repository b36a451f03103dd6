import Columns
import Testing

extension EveryInstructionSet {
  @Suite struct InstructionSetTests {
    @Test func `the baseline is always there, and the best is taken unless another is asked for`() {
      let available = InstructionSet.available
      #expect(available.first == .baseline)
      #expect(available == available.sorted())
      EveryInstructionSet.each { #expect(InstructionSet.current == $0) }
    }
  }
}
