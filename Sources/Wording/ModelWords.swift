/// The names of growth models, of their parameters and of kinds of series, which are words of the
/// file, as people say them.
package enum ModelWords {
  private static let chinese = [
    "auto": "自动", "average": "平均", "linear": "直线", "exponential": "指数", "logistic": "逻辑斯蒂",
    "gompertz": "冈珀茨", "bass": "巴斯", "richards": "理查兹", "weibull": "威布尔", "hill": "希尔",
    "ceiling": "上限", "rate": "速率", "midpoint": "中点", "volatility": "波动率",
    "any": "任意序列", "stock": "存量", "flow": "流量", "count": "计数", "rollout": "建设推广",
    "cumulative": "累计量", "patents": "专利", "firms": "企业", "certified_firms": "认定企业",
    "stations": "基站", "subscribers": "用户", "users": "使用者", "capacity": "产能", "output": "产出",
  ]

  /// A model, parameter or kind; what is no word of these stays as it is.
  package static func phrase(_ word: String) -> Phrase { Phrase(word, chinese[word] ?? word) }
}
