using System.Net;
using System.Text.Json.Nodes;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>
/// People who comment, change and erase while the server is killed under them. Each keeps what it was answered, and asks again under
/// the same key where it was not answered.
/// </summary>
internal sealed class CommentLoad(Random random)
{
    /// <summary>In every text, name and address; it must come up in no log.</summary>
    public const string Sentinel = "zebrafinch";

    private const int Clients = 4;
    private readonly Lock gate = new();
    private readonly List<SentComment> sent = [];

    public IReadOnlyList<SentComment> Sent => sent;

    public int Answered => sent.Count(comment => comment.Id is not null);

    /// <summary>Answers that did not come, and were asked for again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Comments that got another id when they were sent again.</summary>
    public int Doubled { get; private set; }

    /// <summary>Sends until so many requests are made or the server is gone.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> RunAsync(HttpClient reader, int requests)
    {
        var left = requests;
        var isGone = false;
        var again = new Queue<SentComment>(Unanswered());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => random.Next()).ToList().Select(seed => Task.Run(async () =>
        {
            var own = new Random(seed);
            try
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await ActAsync(reader, own, Next(again));
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                isGone = true; // What was not answered is sent again to the next.
            }
        })));
        return isGone;
    }

    /// <summary>Brings everything to its answer on a server that stays.</summary>
    public async Task SettleAsync(HttpClient reader)
    {
        foreach (var comment in Unanswered())
        {
            await SendAsync(reader, comment);
            await EraseAsync(reader, comment);
        }
    }

    private List<SentComment> Unanswered()
    {
        var list = sent.Where(comment => comment.Id is null || comment is { IsToBeErased: true, IsErased: false }).ToList();
        var answered = sent.Count - list.Count;
        if (answered > 0)
        {
            list.Add(sent[random.Next(sent.Count)]); // One who was answered asks again as well.
        }

        return list;
    }

    private SentComment? Next(Queue<SentComment> again)
    {
        lock (gate)
        {
            return again.TryDequeue(out var comment) ? comment : null;
        }
    }

    private async Task ActAsync(HttpClient reader, Random own, SentComment? earlier)
    {
        var comment = earlier ?? New(own);
        if (earlier is not null)
        {
            lock (gate)
            {
                Repeated++;
            }
        }

        await SendAsync(reader, comment);
        var act = earlier is null ? own.Next(8) : -1;
        if (act == 0)
        {
            await EditAsync(reader, comment);
        }
        else if (act == 1)
        {
            comment.IsToBeErased = true;
        }

        await EraseAsync(reader, comment);
    }

    private SentComment New(Random own)
    {
        lock (gate)
        {
            var number = sent.Count;
            var body = ApiClient.Comment($"The {Sentinel} sang {number} times.");
            body["author_name"] = $"{Sentinel} {own.Next(50)}";
            body["author_email"] = $"{Sentinel}{own.Next(50)}@example.org";
            var comment = new SentComment($"key-{number}", CrashedBlog.Posts[own.Next(CrashedBlog.Posts.Count)], body);
            sent.Add(comment);
            return comment;
        }
    }

    private async Task SendAsync(HttpClient reader, SentComment comment)
    {
        var answer = await reader.SendCommentAsync(comment.Post, comment.Body.ToJsonString(), comment.Key);
        Assert.True(answer.Status == HttpStatusCode.Created, $"A comment was answered {(int)answer.Status} {answer.Text}");
        var id = answer.Json.GetProperty("id").GetGuid();
        if (comment.Id is { } known && known != id)
        {
            lock (gate)
            {
                Doubled++;
            }
        }

        comment.ManageUrl = answer.Json.GetProperty("manage_url").GetString();
        comment.Id = id;
    }

    private static async Task EditAsync(HttpClient reader, SentComment comment)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["step"] = "edit", ["content"] = $"{Sentinel} again." };
        var answer = await reader.PostFormAsync(comment.ManageUrl!, fields); // It was answered.
        Assert.True(answer.Answer.Status == HttpStatusCode.SeeOther, $"A change was answered {(int)answer.Answer.Status}");
    }

    private static async Task EraseAsync(HttpClient reader, SentComment comment)
    {
        if (comment is not { IsToBeErased: true, IsErased: false })
        {
            return;
        }

        // Who was not answered the first time may find it done.
        var mayBeDone = comment.WasErasureSent;
        comment.WasErasureSent = true;
        var answer = await reader.PostFormAsync(comment.ManageUrl!, [new("step", "erase-confirmed")]); // It was answered.
        Assert.True(
            answer.Answer.Status == HttpStatusCode.OK || (mayBeDone && answer.Answer.Status == HttpStatusCode.NotFound),
            $"An erasure was answered {(int)answer.Answer.Status}");
        comment.IsErased = true;
    }
}

/// <summary>A comment as its author knows it.</summary>
internal sealed class SentComment(string key, string post, JsonObject body)
{
    public string Key { get; } = key;

    public string Post { get; } = post;

    public JsonObject Body { get; } = body;

    /// <summary>Set when it was answered that it is stored.</summary>
    public Guid? Id { get; set; }

    public string? ManageUrl { get; set; }

    public bool IsToBeErased { get; set; }

    /// <summary>Set when its erasure was asked for, so that it may be done without an answer.</summary>
    public bool WasErasureSent { get; set; }

    /// <summary>Set when it was answered that it is erased.</summary>
    public bool IsErased { get; set; }
}
