using GoNoGo.Browser.Tests.Support;
using GoNoGo.Integrations.Email;
using Microsoft.Playwright;

namespace GoNoGo.Browser.Tests;

/// <summary>
/// Every kind of mail as a mail program shows it: on a phone and a desk, by day and by night. With GONOGO_PICTURES set to a folder, a
/// picture of each is left there.
/// </summary>
public sealed class MailPictureTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    private const int Phone = 320;
    private const int Desk = 800;

    // Relative luminance of what is behind and of the words, by WCAG.
    private const string Lightness = """
        () => {
          const of = color => color.match(/[\d.]+/g).slice(0, 3).map(Number)
            .map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
          const behind = [...document.querySelectorAll('body, body *')].map(element => getComputedStyle(element).backgroundColor)
            .find(color => !/, 0\)$/.test(color)) ?? 'rgb(255, 255, 255)';
          return [of(behind), of(getComputedStyle(document.querySelector('p')).color)];
        }
        """;

    private const string Overflow = "() => document.documentElement.scrollWidth - innerWidth";

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GONOGO_PICTURES");

    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();

    public void Dispose()
    {
        content.Dispose();
        folder.Dispose();
    }

    [BrowserFact]
    public Task Every_mail_fits_a_phone_can_be_read_by_day_and_by_night_and_fetches_nothing() => LookAsync("en");

    [BrowserFact]
    public Task So_does_every_mail_in_German_whose_words_are_longer() => LookAsync("de");

    private async Task LookAsync(string language)
    {
        content.Write("site.yaml", "title: Field notes on what grows in the shade\n").WritePost("moss", "On moss", "It grows.").Commit();
        var mails = await Task.WhenAll(MailKinds.All.Select(async kind => (kind.Name, Html: await PreviewAsync(kind.Name, language))));
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { Phone, Desk })
            {
                var page = await browser.NewPageAsync(javaScript: true, width: width, colorScheme: scheme);
                List<string> fetched = [];
                page.Request += (_, request) => fetched.Add(request.Url);
                foreach (var (kind, html) in mails)
                {
                    var place = $"{kind} in {language}, {scheme}, {width} pixels";
                    await page.SetContentAsync(html);
                    Assert.True(await page.EvaluateAsync<int>(Overflow) <= 0, $"{place}: scrolls sideways");
                    var findings = await Axe.FindingsAsync(page);
                    Assert.True(findings.Length == 0, $"{place}:\n{string.Join('\n', findings)}");
                    var lightness = await page.EvaluateAsync<double[]>(Lightness);
                    Assert.True(lightness[0] > lightness[1] == (scheme is ColorScheme.Light), $"{place}: {string.Join(", ", lightness)}");
                    await KeepAsync(page, $"mail-{kind}-{language}-{scheme}-{width}.png".ToLowerInvariant());
                }

                Assert.Empty(fetched);
            }
        }
    }

    private async Task<string> PreviewAsync(string kind, string language)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(
            ["mail", "preview", kind, "--language", language, "--form", "html", "--data", folder["data"], "--content", content.Path]);
        Assert.True(code == 0, errors);
        return output;
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name), FullPage = true });
        }
    }
}
