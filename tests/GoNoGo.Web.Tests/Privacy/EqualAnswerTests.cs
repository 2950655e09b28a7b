using System.Diagnostics;
using System.Globalization;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Privacy;

/// <summary>
/// Who is known here shows in no answer: not in its status, its size or its time (A12x). A few hundred pairs in each run;
/// <c>GONOGO_PAIRS=10000</c> makes it as many as it takes to see a hundredth of a millisecond.
/// </summary>
[Collection(Timed.Name)]
public sealed class EqualAnswerTests(CommentedBlog blog) : IClassFixture<CommentedBlog>
{
    private const string Known = "known@example.org";
    private const int WarmUp = 50;

    /// <summary>Beyond how many standard errors a difference of means is none of chance: once in 30,000 runs.</summary>
    private const double Noise = 4;

    private static int Pairs => int.Parse(Environment.GetEnvironmentVariable("GONOGO_PAIRS") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_form_of_the_privacy_page_answers_a_known_address_as_an_unknown_one()
    {
        await KnowAsync();
        await CompareAsync(email => blog.Reader.PostFormAsync("/privacy", [new("email", email)]));
    }

    [Fact]
    public async Task The_preview_of_a_comment_answers_a_known_address_as_an_unknown_one()
    {
        await KnowAsync();
        await CompareAsync(email => blog.Reader.PostFormAsync(
            "/posts/post-1/comments", [new("content", "A thought."), new("author_email", email), new("step", "preview")]));
    }

    private async Task KnowAsync()
    {
        var comment = ApiClient.Comment();
        comment["author_email"] = Known;
        comment["notify_replies"] = true;
        await blog.Reader.SendCommentAsync("post-1", comment);
    }

    private async Task CompareAsync(Func<string, Task<FormAnswer>> ask)
    {
        var differences = new List<double>();
        for (var i = 0; i < WarmUp + Pairs; i++)
        {
            // Of one length, and by turns first.
            var unknown = string.Create(CultureInfo.InvariantCulture, $"u{i % 10_000:0000}@example.org");
            var (first, second) = i % 2 == 0 ? (Known, unknown) : (unknown, Known);
            var one = await TimedAsync(ask, first);
            var two = await TimedAsync(ask, second);
            Assert.Equal(one.Status, two.Status);
            Assert.Equal(one.Body, two.Body);
            if (i >= WarmUp)
            {
                differences.Add(i % 2 == 0 ? one.Milliseconds - two.Milliseconds : two.Milliseconds - one.Milliseconds);
            }
        }

        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(value => (value - mean) * (value - mean)) / (differences.Count - 1) / differences.Count);
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{differences.Count} pairs: known - unknown = {mean:0.000} ms, standard error {error:0.000} ms"));
        Assert.True(Math.Abs(mean) <= Noise * error, $"known - unknown = {mean} ms, standard error {error} ms");
    }

    private static async Task<(int Status, string Body, double Milliseconds)> TimedAsync(Func<string, Task<FormAnswer>> ask, string email)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = await ask(email);
        var taken = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;

        // Tickets differ each time, and what was typed comes back; nothing else may differ.
        var body = answer.Answer.Text.Replace(email, "[email]", StringComparison.Ordinal);
        var plain = answer.Ticket is { } ticket ? body.Replace(ticket, "[ticket]", StringComparison.Ordinal) : body;
        return ((int)answer.Answer.Status, plain, taken);
    }
}
