import Sensitivity
import Testing

struct FactorSampleTests {
  @Test func `samples are equal when factors and output are`() {
    let sample = FactorSample(factors: [[1, 2]], output: [3, 4])
    #expect(sample == FactorSample(factors: [[1, 2]], output: [3, 4]))
    #expect(sample != FactorSample(factors: [[1, 3]], output: [3, 4]))
  }
}
