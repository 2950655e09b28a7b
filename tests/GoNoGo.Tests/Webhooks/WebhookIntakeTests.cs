using System.Security.Cryptography;
using System.Text;
using GoNoGo.Integrations.Webhooks;
using GoNoGo.Platform.Data;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Webhooks;

/// <summary>A webhook is believed by its signature alone, and stored once with the work that it asks for.</summary>
public sealed class WebhookIntakeTests
{
    private const string Secret = "It's a Secret to Everybody";
    private const string Vector = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static readonly WebhookSecrets Secrets = new([Secret]);
    private static readonly DateTimeOffset Now = new(2028, 2, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_vector_that_GitHub_documents_fits() => Assert.Equal(
        WebhookSource.GitHub, WebhookSignature.Check(Message("Hello, World!", ("X-Hub-Signature-256", $"sha256={Vector}")), Secrets, Now));

    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18")]
    [InlineData("sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17")]
    [InlineData("SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e177")]
    [InlineData("sha256= 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=")]
    [InlineData("")]
    public void A_signature_that_is_forged_recased_cut_or_longer_does_not_fit(string signature) =>
        Assert.Null(WebhookSignature.Check(Message("Hello, World!", ("X-Hub-Signature-256", signature)), Secrets, Now));

    [Fact]
    public void Two_signatures_fit_nothing_and_the_old_one_of_SHA_1_counts_for_nothing()
    {
        var twice = new WebhookMessage(
            name => name == "X-Hub-Signature-256" ? [$"sha256={Vector}", $"sha256={Vector}"] : [], Encoding.UTF8.GetBytes("Hello, World!"));
        const string sha1 = "01dc10d0c83e72ed246219cdd91669667fe2ca59"; // Of the same secret and body.

        Assert.Null(WebhookSignature.Check(twice, Secrets, Now));
        Assert.Null(WebhookSignature.Check(Message("Hello, World!", ("X-Hub-Signature", $"sha1={sha1}")), Secrets, Now));
        Assert.Null(WebhookSignature.Check(Message("Hello, World!"), Secrets, Now));
    }

    [Fact]
    public void A_body_with_one_byte_changed_or_a_message_under_a_secret_that_is_gone_does_not_fit()
    {
        var signed = ("X-Hub-Signature-256", $"sha256={Vector}");

        Assert.Null(WebhookSignature.Check(Message("Hello, World?", signed), Secrets, Now));
        Assert.Null(WebhookSignature.Check(Message("Hello, World!\n", signed), Secrets, Now));
        Assert.Null(WebhookSignature.Check(Message("Hello, World!", signed), new WebhookSecrets(["another"]), Now));
        Assert.NotNull(WebhookSignature.Check(Message("Hello, World!", signed), new WebhookSecrets(["another", Secret]), Now));
    }

    [Fact]
    public void Of_Forgejo_and_Gitea_the_bare_signature_counts_and_Forgejos_alone_where_both_come()
    {
        var wrong = new string('0', 64);

        Assert.Equal(WebhookSource.Gitea, Check(("X-Gitea-Signature", Vector)));
        Assert.Equal(WebhookSource.Forgejo, Check(("X-Forgejo-Signature", Vector), ("X-Gitea-Signature", wrong)));
        Assert.Null(Check(("X-Forgejo-Signature", wrong), ("X-Gitea-Signature", Vector), ("X-Hub-Signature-256", $"sha256={Vector}")));
        Assert.Null(Check(("X-Forgejo-Signature", $"sha256={Vector}")));
    }

    [Fact]
    public void Of_GitLab_the_token_counts_or_the_signature_of_Standard_Webhooks_and_that_alone_where_both_come()
    {
        Assert.Equal(WebhookSource.GitLab, Check(("X-Gitlab-Token", Secret)));
        Assert.Null(Check(("X-Gitlab-Token", Secret + " ")));
        Assert.Null(Check(("X-Gitlab-Token", Secret.ToUpperInvariant())));
        Assert.Equal(WebhookSource.GitLab, Check(Standard("id-1", Now, Secret)));
        Assert.Equal(WebhookSource.GitLab, Check(Standard("id-1", Now.AddMinutes(-5), Secret)));
        Assert.Null(Check(Standard("id-1", Now.AddMinutes(-6), Secret)));
        Assert.Null(Check(Standard("id-1", Now.AddMinutes(6), Secret)));
        Assert.Null(Check([.. Standard("id-1", Now, "wrong"), ("X-Gitlab-Token", Secret)]));
        Assert.Null(Check([("webhook-id", "id-2"), .. Standard("id-1", Now, Secret).Skip(1)]));
    }

    [Fact]
    public void A_signature_of_Standard_Webhooks_may_be_one_of_several_and_its_secret_may_be_bytes()
    {
        var headers = Standard("id-1", Now, Secret);
        var coded = new WebhookSecrets(["whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))]);

        Assert.NotNull(Check([.. headers.Take(2), ("webhook-signature", $"v1,AAAA v1a,x {headers[2].Value}")]));
        Assert.NotNull(WebhookSignature.Check(Message("Hello, World!", [.. headers]), coded, Now));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_push_is_stored_once_however_often_it_is_delivered_and_by_whatever_id(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var body = Push("refs/heads/main");

        var first = await TakeAsync(house, body, "delivery-1");
        var redelivered = await TakeAsync(house, body, "delivery-1");
        var replayed = await TakeAsync(house, body, "delivery-2");
        var changedUnderOldId = await TakeAsync(house, Push("refs/heads/main", "b"), "delivery-1");
        var next = await TakeAsync(house, Push("refs/heads/main", "b"), "delivery-3");
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakeAsync(house, Push("refs/heads/main", "c"), "delivery-4")));

        Assert.Equal(
            [WebhookAnswer.Queued, WebhookAnswer.Known, WebhookAnswer.Known, WebhookAnswer.Known, WebhookAnswer.Queued],
            [first, redelivered, replayed, changedUnderOldId, next]);
        Assert.Single(atOnce, answer => answer == WebhookAnswer.Queued);
        Assert.Equal(3, (await house.RowsAsync<WebhookDelivery>()).Count(row => !row.IsDone));
        house.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(3, (await house.SweepAsync())["webhook_deliveries"]);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Pushes_that_share_an_event_of_GitLab_are_told_apart_and_its_own_key_tells_a_repetition(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        Assert.Equal(WebhookAnswer.Queued, await PushedAsync("a", ("X-Gitlab-Event-UUID", "one")));
        Assert.Equal(WebhookAnswer.Queued, await PushedAsync("b", ("X-Gitlab-Event-UUID", "one")));
        Assert.Equal(WebhookAnswer.Queued, await PushedAsync("c", ("X-Gitlab-Event-UUID", "one"), ("Idempotency-Key", "key-1")));
        Assert.Equal(WebhookAnswer.Queued, await PushedAsync("d", ("X-Gitlab-Event-UUID", "one"), ("Idempotency-Key", "key-2")));
        Assert.Equal(WebhookAnswer.Known, await PushedAsync("e", ("X-Gitlab-Event-UUID", "two"), ("Idempotency-Key", "key-2")));
        Assert.Equal(WebhookAnswer.Known, await PushedAsync("b", ("X-Gitlab-Event-UUID", "three")));

        Task<WebhookAnswer> PushedAsync(string after, params (string Name, string Value)[] headers) => TakeAsync(
            house, Message(Push("refs/heads/main", after), [("X-Gitlab-Token", Secret), ("X-Gitlab-Event", "Push Hook"), .. headers]));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_concerns_another_branch_tag_or_repository_or_is_gone_stores_nothing(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var zero = new string('0', 64);

        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/heads/draft"), "1"));
        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/heads/Main"), "2"));
        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/tags/main"), "3"));
        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/heads/main", repository: "eve/garden"), "4"));
        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/heads/main", zero), "5"));
        Assert.Equal(
            WebhookAnswer.Ignored,
            await TakeAsync(house, """{"ref": "refs/heads/main", "deleted": true, "repository": {"full_name": "ada/garden"}}""", "6"));
        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/heads/main"), "7", "watch"));
        Assert.Equal(WebhookAnswer.Ignored, await TakeAsync(house, Push("refs/heads/main"), "8", "pull_request"));
        Assert.Equal(WebhookAnswer.Pong, await TakeAsync(house, """{"zen": "Keep it simple."}""", "9", "ping"));
        Assert.Empty(await house.RowsAsync<WebhookDelivery>());
        Assert.Equal(WebhookAnswer.Queued, await TakeAsync(house, Push("refs/heads/main", new string('a', 64), "Ada/Garden"), "10"));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_head_of_a_pull_request_is_an_event_of_its_number_where_somebody_is_told(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        const string gitLab = """
            {"object_attributes": {"iid": 9, "action": "update", "target_branch": "main"}, "project": {"path_with_namespace": "ada/garden"}}
            """;

        Assert.Equal(WebhookAnswer.Ignored, await TakePullAsync(house, Pull(7), "1", isChecked: false));
        Assert.Equal(WebhookAnswer.Ignored, await TakePullAsync(house, Pull(7, "closed"), "2"));
        Assert.Equal(WebhookAnswer.Ignored, await TakePullAsync(house, Pull(7, target: "draft"), "3"));
        Assert.Equal(WebhookAnswer.Ignored, await TakePullAsync(house, Pull(7, repository: "eve/garden"), "4"));
        Assert.Equal(WebhookAnswer.Ignored, await TakePullAsync(house, Pull(-7), "5"));
        Assert.Equal(WebhookAnswer.Queued, await TakePullAsync(house, Pull(7), "6"));
        Assert.Equal(WebhookAnswer.Known, await TakePullAsync(house, Pull(7), "7"));
        Assert.Equal(WebhookAnswer.Queued, await TakePullAsync(house, gitLab, "8", kind: "Merge Request Hook"));

        Assert.Equal(["pull-7", "pull-9"], (await house.RowsAsync<GoNoGo.Platform.Events.OutboxEvent>())
            .Where(row => row.Type == "content.check_requested").OrderBy(row => row.Sequence).Select(row => row.AggregateId));
        Assert.All(await house.RowsAsync<WebhookDelivery>(), row => Assert.True(row.IsDone));
    }

    private static string Pull(int number, string action = "synchronize", string target = "main", string repository = "ada/garden") =>
        $$$"""
        {"action": "{{{action}}}", "number": {{{number}}}, "repository": {"full_name": "{{{repository}}}"},
         "pull_request": {"base": {"ref": "{{{target}}}"}, "head": {"repo": {"clone_url": "http://169.254.169.254/"} } } }
        """;

    private static Task<WebhookAnswer> TakePullAsync(
        CommentHouse house, string body, string delivery, bool isChecked = true, string kind = "pull_request") =>
        TakeAsync(house, body, delivery, kind, isChecked);

    private static string Push(string reference, string after = "a", string repository = "ada/garden") =>
        $$$"""
        {"ref": "{{{reference}}}", "after": "{{{after}}}", "forced": true,
         "repository": {"full_name": "{{{repository}}}", "clone_url": "http://169.254.169.254/"}}
        """;

    private static async Task<WebhookAnswer> TakeAsync(
        CommentHouse house, string body, string delivery, string kind = "push", bool isChecked = false)
    {
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));
        return await TakeAsync(
            house,
            Message(body, ("X-Hub-Signature-256", $"sha256={mac}"), ("X-GitHub-Event", kind), ("X-GitHub-Delivery", delivery)),
            isChecked);
    }

    private static async Task<WebhookAnswer> TakeAsync(CommentHouse house, WebhookMessage message, bool isChecked = false)
    {
        var interest = new WebhookInterest(Secrets, "ada/garden", "main") { ChecksPullRequests = isChecked };
        var result = await house.InScopeAsync(scope => new WebhookIntake(
            scope.GetRequiredService<UnitOfWork>(), scope.GetRequiredService<DataContext>(), new WebhookWork(), house.Clock).TakeAsync(
                message, interest, TestContext.Current.CancellationToken));
        return result.Succeeded(out var answer, out var refusal) ? answer : throw new InvalidOperationException(refusal.Code);
    }

    private static WebhookSource? Check(params (string Name, string Value)[] headers) =>
        WebhookSignature.Check(Message("Hello, World!", headers), Secrets, Now);

    private static (string Name, string Value)[] Standard(string id, DateTimeOffset at, string secret)
    {
        var stamp = at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}.{stamp}.Hello, World!"));
        return [("webhook-id", id), ("webhook-timestamp", stamp), ("webhook-signature", $"v1,{Convert.ToBase64String(mac)}")];
    }

    private static WebhookMessage Message(string body, params (string Name, string Value)[] headers) => new(
        name => [.. headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)],
        Encoding.UTF8.GetBytes(body));
}
