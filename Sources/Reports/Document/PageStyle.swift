/// The style sheet of a page: for screens of every width, light and dark, and for A4.
enum PageStyle {
  static let css = """
    :root{--ground:#ffffff;--text:#1b2733;--faint:#55626f;--line:#d5dce3;--soft:#f3f6f9;--key:#005a8f}
    \(ChartStyle.css(ChartStyle.light))
    @media screen and (prefers-color-scheme:dark){
    :root{--ground:#12181f;--text:#e8edf2;--faint:#a7b3bf;--line:#2f3b47;--soft:#1a222b;--key:#9fd2f5}
    \(ChartStyle.css(ChartStyle.dark))
    }
    html{background:var(--ground);color:var(--text)}
    body{margin:0;font:16px/1.55 \(SVGCanvas.fonts)}
    main{max-width:820px;margin:0 auto;padding:24px 20px 64px}
    h1{font-size:28px;line-height:1.25;margin:8px 0 16px}
    h2{font-size:19px;line-height:1.3;margin:36px 0 8px;padding-top:12px;border-top:1px solid var(--line)}
    a{color:var(--key)}
    nav{margin:12px 0 0;font-size:14px}
    nav summary{cursor:pointer;color:var(--faint)}
    p{margin:6px 0}
    ul{margin:6px 0;padding-left:20px;color:var(--faint)}
    li{margin:3px 0}
    .answer{margin:14px 0 4px}
    .answer strong{font-size:19px}
    .name{color:var(--faint);margin-right:6px}
    .bar{display:block;width:100%;height:8px;border-radius:4px;background:var(--line);margin-top:6px}
    .bar rect{fill:var(--key)}
    figure{margin:18px 0;overflow-x:auto}
    figure svg{display:block;width:100%;height:auto}
    .wm-alone{min-width:560px}
    .wm-phone{display:none!important}
    @media screen and (max-width:559px){
    .wm-page{display:none!important}
    .wm-phone{display:block!important}
    th,td{padding-right:6px;font-size:13px}
    }
    .wide{overflow-x:auto;margin:10px 0}
    .wide:focus-visible{outline:2px solid var(--key)}
    table{border-collapse:collapse;width:100%;font-size:14px}
    th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid var(--line)}
    th{color:var(--faint);font-weight:600}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    pre{background:var(--soft);padding:10px 12px;overflow-x:auto;font-size:14px}
    @page{size:A4;margin:16mm}
    @media print{
    body{font-size:11pt}
    main{max-width:none;padding:0}
    h2{break-after:avoid}
    figure,tr,.answer{break-inside:avoid}
    .wm-alone{min-width:0}
    .wide{overflow:visible}
    .bar,.bar rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    }
    """
}
