namespace GoNoGo.Integrations.Email.Writing;

/// <summary>
/// How a mail looks: styles in the elements, since many programs drop a sheet, and the dark colours in a sheet, since only those that
/// heed one have them. No font, picture or anything else comes from outside.
/// </summary>
internal static class MailStyle
{
    public const string Sheet = """

        :root { color-scheme: light dark; }
        a:hover { text-decoration: none; }
        @media (prefers-color-scheme: dark) {
          .mail { background: #16181c !important; color: #e4e6ea !important; }
          .sheet { background: #1f2227 !important; border-color: #383d45 !important; }
          .heading { color: #f4f5f7 !important; }
          .blog, .name, .footer { color: #a9b0ba !important; }
          .quote { background: #292d34 !important; border-color: #7fa6e0 !important; color: #e4e6ea !important; }
          .link { color: #8fb6f0 !important; }
          .action { background: #8fb6f0 !important; color: #10131a !important; }
        }

        """;

    public const string Body = $"margin:0;padding:24px 12px;background:#f2f3f5;color:#22262c;{Font}font-size:16px;line-height:1.5";
    public const string Card =
        "max-width:560px;margin:0 auto;padding:24px 28px 12px;background:#ffffff;border:1px solid #dcdfe4;border-radius:8px";
    public const string Blog = "margin:0 0 12px;font-size:14px;color:#5b626c";
    public const string Heading = "margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:#14171c;overflow-wrap:anywhere";
    public const string Paragraph = "margin:0 0 16px;overflow-wrap:anywhere";
    public const string Small = "margin:0 0 8px;font-size:13px;overflow-wrap:anywhere";

    public const string Quote =
        "margin:0 0 16px;padding:10px 14px;background:#f2f5fa;border-left:3px solid #2457a6;color:#22262c;overflow-wrap:anywhere";

    public const string Verbatim =
        "margin:0 0 16px;padding:10px 14px;background:#f2f5fa;border-left:3px solid #2457a6;color:#22262c;font-size:13px;line-height:1.4;"
        + "font-family:ui-monospace,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere";

    public const string ActionLine = "margin:20px 0";

    public const string Action =
        "display:inline-block;padding:11px 20px;background:#2457a6;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600";

    public const string Link = "color:#2457a6";
    public const string Table = "margin:0 0 16px;border-collapse:collapse";
    public const string Name = "padding:3px 20px 3px 0;color:#5b626c;vertical-align:top";
    public const string Value = "padding:3px 0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere";
    public const string List = "margin:0 0 16px;padding:0 0 0 22px";
    public const string Item = "margin:0 0 6px;overflow-wrap:anywhere";
    public const string Footer = "max-width:560px;margin:0 auto;padding:16px 28px 0;color:#5b626c;font-size:13px";

    private const string Font = "font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;";
}
