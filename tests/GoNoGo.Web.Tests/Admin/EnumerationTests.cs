using System.Diagnostics;
using System.Globalization;
using System.Net;
using GoNoGo.Accounts.SignIn;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>Nobody learns from signing in who has an account: not by what is said, nor by how long it takes.</summary>
[Collection(Timed.Name)]
public sealed class EnumerationTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    // Each pair costs two comparisons of passwords; more pairs only narrow the figure (GONOGO_PAIRS).
    private static readonly int Pairs =
        int.TryParse(Environment.GetEnvironmentVariable("GONOGO_PAIRS"), CultureInfo.InvariantCulture, out var pairs) ? pairs : 10;

    /// <summary>How often it is measured: what gives a name away shows every time, what else the machine does seldom does.</summary>
    private const int Rounds = 3;

    [Fact]
    public async Task A_known_name_and_an_unknown_one_are_refused_in_the_same_words_and_time()
    {
        await blog.AddWithPasswordAsync("known");
        using var browser = blog.NewBrowser();
        await MeasureAsync(browser, "known");
        await MeasureAsync(browser, "unknown");
        var text = "";
        for (var round = 0; round < Rounds; round++)
        {
            (var isTheSame, text) = await CompareAsync(browser);
            TestContext.Current.TestOutputHelper?.WriteLine(text);
            if (isTheSame)
            {
                return;
            }
        }

        Assert.Fail(text);
    }

    private async Task<(bool IsTheSame, string Text)> CompareAsync(HttpClient browser)
    {
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            // Before the tries of either are stopped; who comes first changes, so that nobody always meets a warm cache.
            if (pair % 5 == 0)
            {
                blog.Time.Advance(SignInGate.Window);
            }

            var knownFirst = pair % 2 == 0;
            var first = await MeasureAsync(browser, knownFirst ? "known" : "unknown");
            var second = await MeasureAsync(browser, knownFirst ? "unknown" : "known");
            known.Add((knownFirst ? first : second).Milliseconds);
            unknown.Add((knownFirst ? second : first).Milliseconds);
            Assert.Equal(first.Answer, second.Answer);
        }

        var differences = known.Zip(unknown, (one, other) => one - other).Order().ToList();

        // Between the two in the middle: whoever comes first of a pair may be slower, and then each of these belongs to another name.
        var (median, deviation) = ((differences[(Pairs - 1) / 2] + differences[Pairs / 2]) / 2, Deviation(differences));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Pairs} pairs: known {known.Average():0.0} ms, unknown {unknown.Average():0.0} ms, "
            + $"median difference {median:0.00} ms, deviation {deviation:0.0} ms");
        return (Math.Abs(median) < Math.Max(deviation, known.Average() * 0.1), text);
    }

    private static async Task<(string Answer, double Milliseconds)> MeasureAsync(HttpClient browser, string handle)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await browser.PostAsync(
            "/admin/sign-in/", ("handle", handle), ("password", "not the password at all"), ("code", "123456"));
        var elapsed = Stopwatch.GetElapsedTime(start);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), elapsed.TotalMilliseconds);
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Count);
    }
}
