using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Writing;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Mail;

/// <summary>Nothing that somebody wrote becomes a header of its own (M3), and words of the blog's own fit or are left out.</summary>
public sealed class MailHeaderTests
{
    public static TheoryData<string> Breaks => ["\r\n", "\n", "\r", "\0", "\u2028", "\u2029", "\u0085", "\u001b", "\u202e", "\r\n\r\n"];

    public static TheoryData<string> NoAddresses =>
    [
        "\"a b\"@example.org", "ada(comment)@example.org", "friends: ada@example.org;", "ada@example.org, grace@example.org",
        "Ada <ada@example.org>", "ada@example.org\r\nBcc: grace@example.org", "ada\n@example.org", "ada\u2028@example.org",
        "ada\0@example.org", "ada@exam\u0085ple.org", "ada@[127.0.0.1]", $"{new string('a', 64)}@{new string('b', 190)}.example.org",
        "<script>@example.org", "ada@example.org>", "@example.org", "ada@", "ada@localhost", "ada..b@example.org",
    ];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_break_in_the_title_of_blog_or_post_makes_no_header(string gap)
    {
        var site = new SiteSettings { Title = $"Blog{gap}Bcc: grace@example.org" };
        var words = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["en"] = new Dictionary<string, string> { ["sign_in.subject"] = $"Hello{gap}Bcc: grace@example.org" },
        };
        foreach (var kind in MailKinds.All)
        {
            var mail = await Preview().ShowAsync(kind.Name, "en", site with { MailWords = words });
            var header = System.Text.Encoding.UTF8.GetString(mail.Message.Span).Split("\n\n")[0].Split("\r\n\r\n")[0];

            Assert.DoesNotContain(header.Split('\n'), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
            Assert.All(header, letter => Assert.True(
                letter is >= ' ' and <= '~' or '\n' or '\r' or '\t', $"U+{(int)letter:X4} in {header}"));
        }
    }

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public void What_is_more_than_one_plain_address_is_refused_at_the_border(string text) => Assert.Null(EmailAddress.TryParse(text));

    [Theory]
    [InlineData("en", "February 29, 2028")]
    [InlineData("de", "29. Februar 2028")]
    [InlineData("fr", "29 février 2028")]
    [InlineData("es", "29 de febrero de 2028")]
    public void A_day_is_written_as_the_language_writes_it(string language, string written) =>
        Assert.Equal(written, MailWords.In(language, SiteSettings.Default).Day(new DateOnly(2028, 2, 29)));

    [Theory]
    [InlineData("en", "reply.subject", "Answer on {title}", null)]
    [InlineData("en", "reply.subject", "Answer on {titel}", "uses {titel}")]
    [InlineData("en", "reply.subject", "Answer on {title", "does not render")]
    [InlineData("en", "reply.subjekt", "Answer", "is no text of a mail")]
    [InlineData("it", "reply.subject", "Risposta", "in a language")]
    public async Task Words_of_the_blog_fit_or_are_left_out_and_reported(string language, string key, string text, string? problem)
    {
        var words = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            [language] = new Dictionary<string, string> { [key] = text },
        };
        var mail = await Preview().ShowAsync("reply", "en", new SiteSettings { MailWords = words });

        Assert.Equal(problem is null ? "Answer on A walk in the rain" : "New comment on: A walk in the rain", mail.Subject);
        var found = MailWords.Problems(words).Count(one => one.Contains(problem ?? "", StringComparison.Ordinal));
        Assert.Equal(problem is null ? 0 : 1, found);
    }

    [Fact]
    public async Task An_international_host_stands_in_ASCII_in_headers_and_links()
    {
        var mail = await Preview("https://bücher.example").ShowAsync("reply", "en", SiteSettings.Default);
        Assert.DoesNotContain(mail.Message.ToArray(), one => one > 0x7F);
        using var bytes = new MemoryStream(mail.Message.ToArray());
        var header = (await MimeKit.MimeMessage.LoadAsync(bytes, TestContext.Current.CancellationToken)).Headers["List-Unsubscribe"];
        Assert.StartsWith("<https://xn--bcher-kva.example/mail/leave/", header, StringComparison.Ordinal);
        Assert.DoesNotContain("ü", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    private static MailPreview Preview(string baseUrl = "https://blog.example.org") => new(
        new MailRenderer(NullLoggerFactory.Instance),
        new MailLinks(new Uri(baseUrl), token => $"/comments/{token}/"),
        Options.Create(new MailOptions()),
        new FakeTimeProvider(new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero)));
}
