using System.Globalization;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Api.Description;

namespace GoNoGo.Web.Api;

/// <summary>What moderators do over JSON. A verb is a resource: approving is making an approval.</summary>
internal static class ModerationEndpoints
{
    private const string Comment = "/v1/comments/{id:guid}";
    private const string Moderation = "/v1/moderation";
    private const int PageSize = 50;

    public static void MapModeration(this ApiRoutes api)
    {
        Staff(api.Get($"{Moderation}/queue", QueueAsync), ModerationOperations.Queue);
        Staff(api.Get($"{Moderation}/comments", CommentsAsync), ModerationOperations.Comments);
        Staff(api.Get($"{Moderation}/comments/{{id:guid}}", CommentAsync), ModerationOperations.Comment);
        Staff(api.Post($"{Moderation}/decisions", DecideAllAsync), ModerationOperations.DecideAll);
        Staff(api.Get($"{Moderation}/blocks", BlocksAsync), ModerationOperations.Blocks);
        Staff(api.Delete($"{Moderation}/blocks/{{block:guid}}", LiftAsync), ModerationOperations.EndBlock);
        Staff(api.Post($"{Comment}/approval", DecideAsync<DecisionBody>(ModerationStatus.Approved)), ModerationOperations.Approve);
        Staff(api.Post($"{Comment}/rejection", DecideAsync<RejectionBody>(ModerationStatus.Rejected)), ModerationOperations.Reject);
        Staff(api.Post($"{Comment}/spam-mark", DecideAsync<DecisionBody>(ModerationStatus.Spam)), ModerationOperations.MarkSpam);
        Staff(api.Delete($"{Comment}/decisions/{{decision:guid}}", UndoAsync), ModerationOperations.Undo);
        Staff(api.Put($"{Comment}/text", EditAsync), ModerationOperations.Edit);
        Staff(api.Put($"{Comment}/lock", (Guid id, HttpContext http) => LockAsync(id, true, http)), ModerationOperations.Lock);
        Staff(api.Delete($"{Comment}/lock", (Guid id, HttpContext http) => LockAsync(id, false, http)), ModerationOperations.Unlock);
        Staff(api.Put($"{Comment}/pin", (Guid id, HttpContext http) => PinAsync(id, true, http)), ModerationOperations.Pin);
        Staff(api.Delete($"{Comment}/pin", (Guid id, HttpContext http) => PinAsync(id, false, http)), ModerationOperations.Unpin);
        Staff(api.Post($"{Comment}/block", BlockAsync), ModerationOperations.Block);
    }

    private static void Staff(RouteHandlerBuilder route, ApiOperation operation) =>
        route.ForStaff(Permission.ModerateComments, operation);

    private static Task<IResult> QueueAsync(HttpContext http) =>
        ListAsync(http, $"{Moderation}/queue", new QueueFilter { Scope = QueueScope.Waiting });

    private static Task<IResult> CommentsAsync(HttpContext http)
    {
        var word = http.Request.Query["status"].ToString();
        if (word.Length == 0)
        {
            return ListAsync(http, $"{Moderation}/comments", new QueueFilter { Scope = QueueScope.All });
        }

        return Enum.GetValues<ModerationStatus>().Where(status => status.Word() == word).ToList() is [var chosen]
            ? ListAsync(http, $"{Moderation}/comments", new QueueFilter { Scope = QueueScope.Status, Status = chosen })
            : Task.FromResult<IResult>(Problems.For(new InvalidQuery("status", "Give pending, approved, rejected or spam.")));
    }

    private static async Task<IResult> ListAsync(HttpContext http, string path, QueueFilter scope)
    {
        var query = http.Request.Query;
        var size = PageSize;
        if (query["limit"].ToString() is { Length: > 0 } limit
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size)
                || size is < 1 or > ModerationQueue.LargestPage))
        {
            return Problems.For(new InvalidQuery("limit", "Give the limit as a whole number from 1 to 100."));
        }

        var after = query["after"].ToString() is { Length: > 0 } key ? key : null;
        if (after is not null && !ModerationQueue.IsKey(scope.Scope, after))
        {
            return Problems.For(new InvalidQuery("after", "Take it from next of the page before, or leave it out."));
        }

        var filter = scope with { PostId = query["post"], Flag = query["flag"], Search = query["search"] };
        var page = await http.Service<ModerationQueue>().ReadAsync(
            filter, after, size, Moderator(http), http.RequestAborted);
        var next = page.Next is { } last
            ? $"/api{path}" + QueryString.Create(query.Where(part => part.Key != "after")
                .Select(part => KeyValuePair.Create(part.Key, (string?)part.Value.ToString()))
                .Append(KeyValuePair.Create("after", (string?)last)))
            : null;
        return http.Private(new ListView<ModeratedCommentView>([.. page.Items.Select(ModeratedCommentView.From)], next));
    }

    private static async Task<IResult> CommentAsync(Guid id, HttpContext http)
    {
        var found = await http.Service<ModerationQueue>().FindAsync(id, Moderator(http), http.RequestAborted);
        return found.Succeeded(out var file, out var refusal) ? Tagged(http, file) : Problems.For(refusal);
    }

    private static Func<Guid, HttpContext, Task<IResult>> DecideAsync<TBody>(ModerationStatus status) => async (id, http) =>
    {
        if (!JsonBody.Read<TBody>(http).Succeeded(out var body, out var refusal)
            || !RevisionOf(http, body).Succeeded(out var revision, out refusal)
            || !ReasonOf(body, status).Succeeded(out var reason, out refusal))
        {
            return Problems.For(refusal);
        }

        var decided = await http.Service<ModerationService>().DecideAsync(
            id, new NewDecision(status, reason.Value, revision.Value), Moderator(http), http.RequestAborted);
        return decided.Succeeded(out var decision, out refusal)
            ? http.Private(DecidedView.From(decision))
            : Problems.For(refusal.After(http));
    };

    private static async Task<IResult> DecideAllAsync(HttpContext http)
    {
        var read = JsonBody.Read<BulkDecisionBody>(http);
        if (!read.Succeeded(out var body, out var refusal)
            || !body.Text("status").Succeeded(out var word, out refusal)
            || !body.Objects<BulkCommentBody>("comments").Succeeded(out var comments, out refusal)
            || !ItemsOf(comments).Succeeded(out var items, out refusal))
        {
            return Problems.For(refusal);
        }

        ModerationStatus? status = word.Value switch
        {
            "approved" => ModerationStatus.Approved,
            "rejected" => ModerationStatus.Rejected,
            "spam" => ModerationStatus.Spam,
            _ => null,
        };
        if (status is not { } chosen)
        {
            return Problems.For(new InvalidQuery("status", "Give approved, rejected or spam."));
        }

        if (!ReasonOf(body, chosen).Succeeded(out var reason, out refusal)
            || !(await http.Service<ModerationService>()
                .DecideAllAsync(items, new NewDecision(chosen, reason.Value), Moderator(http), http.RequestAborted))
                .Succeeded(out var results, out refusal))
        {
            return Problems.For(refusal);
        }

        return http.Private(new ListView<BulkItemView>([.. results.Select(BulkItemView.From)], Next: null));
    }

    private static async Task<IResult> UndoAsync(Guid id, Guid decision, HttpContext http)
    {
        var undone = await http.Service<ModerationService>().UndoAsync(
            id, decision, Preconditions.RevisionOf(http), Moderator(http), http.RequestAborted);
        return undone.Succeeded(out var done, out var refusal)
            ? http.Private(DecidedView.From(done))
            : Problems.For(refusal.After(http));
    }

    private static async Task<IResult> EditAsync(Guid id, HttpContext http)
    {
        var read = JsonBody.Read<CommentTextBody>(http);
        if (!read.Succeeded(out var body, out var refusal)
            || !body.TypedText("content").Succeeded(out var content, out refusal)
            || !RevisionOf(http, body).Succeeded(out var revision, out refusal))
        {
            return Problems.For(refusal);
        }

        return Changed(http, await http.Service<CommentDesk>().EditAsync(
            id, content.Value ?? "", revision.Value, Moderator(http), http.RequestAborted));
    }

    private static async Task<IResult> LockAsync(Guid id, bool isLocked, HttpContext http) => Changed(
        http,
        await http.Service<CommentDesk>()
            .LockAsync(id, isLocked, Preconditions.RevisionOf(http), Moderator(http), http.RequestAborted));

    private static async Task<IResult> PinAsync(Guid id, bool isPinned, HttpContext http) => Changed(
        http,
        await http.Service<CommentDesk>()
            .PinAsync(id, isPinned, Preconditions.RevisionOf(http), Moderator(http), http.RequestAborted));

    private static async Task<IResult> BlockAsync(Guid id, HttpContext http)
    {
        var read = JsonBody.Read<BlockBody>(http);
        if (!read.Succeeded(out var body, out var refusal)
            || !body.Text("kind").Succeeded(out var kind, out refusal)
            || !body.Number("days").Succeeded(out var days, out refusal)
            || !body.Text("reason").Succeeded(out var reason, out refusal))
        {
            return Problems.For(refusal);
        }

        if (kind.Value is not ("email" or "network"))
        {
            return Problems.For(new InvalidQuery("kind", "Give email or network."));
        }

        if (ReasonWords.Find(reason.Value) is not { } why)
        {
            return Problems.For(new ReasonUnknown());
        }

        var wanted = new NewBlock(
            kind.Value is "email" ? BlockKind.Email : BlockKind.Network, days.Value ?? 0, why, Preconditions.RevisionOf(http));
        var blocked = await http.Service<SenderBlocks>().BlockAsync(id, wanted, Moderator(http), http.RequestAborted);
        return blocked.Succeeded(out var block, out refusal)
            ? http.Private(BlockItemView.From(block))
            : Problems.For(refusal.After(http));
    }

    private static async Task<IResult> BlocksAsync(HttpContext http)
    {
        await http.EnterAccessAsync("sender_blocks");
        var blocks = await http.Service<SenderBlocks>().ListAsync(http.RequestAborted);
        return http.Private(new ListView<BlockItemView>([.. blocks.Select(BlockItemView.From)], Next: null));
    }

    private static async Task<IResult> LiftAsync(Guid block, HttpContext http)
    {
        var lifted = await http.Service<SenderBlocks>().LiftAsync(block, Moderator(http), http.RequestAborted);
        return lifted.Error is { } refusal ? Problems.For(refusal) : TypedResults.NoContent();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<CommentFileView> Tagged(HttpContext http, CommentFile file)
    {
        http.Response.GetTypedHeaders().ETag = Preconditions.TagOf(file.Item.Revision);
        return http.Private(CommentFileView.From(file));
    }

    /// <summary>The revision that was looked at, by If-Match or in the body; null where nobody says.</summary>
    private static Result<Optional<int?>> RevisionOf(HttpContext http, JsonBody body) =>
        Preconditions.RevisionOf(http) is { } revision ? new Optional<int?>(revision) : body.Number("revision");

    /// <summary>A rejection says why, by a code of the list; approving and spam need no reason.</summary>
    private static Result<Optional<RefusalReason?>> ReasonOf(JsonBody body, ModerationStatus status)
    {
        if (!body.Text("reason").Succeeded(out var code, out var refusal))
        {
            return refusal;
        }

        if (status is not ModerationStatus.Rejected)
        {
            return new Optional<RefusalReason?>(null);
        }

        return ReasonWords.Find(code.Value) is { } reason && ReasonWords.OfRejections.Contains(reason)
            ? new Optional<RefusalReason?>(reason)
            : new ReasonUnknown();
    }

    private static Result<IReadOnlyList<BulkItem>> ItemsOf(IReadOnlyList<JsonBody> comments)
    {
        var items = new List<BulkItem>(comments.Count);
        foreach (var comment in comments)
        {
            if (!comment.Text("id").Succeeded(out var id, out var refusal)
                || !comment.Number("revision").Succeeded(out var revision, out refusal))
            {
                return refusal;
            }

            if (!Guid.TryParse(id.Value, out var known))
            {
                return BadRequest.WrongType("comments", "a list of objects with id and revision");
            }

            items.Add(new BulkItem(known, revision.Value));
        }

        return items;
    }

    private static IResult Changed(HttpContext http, Result<CommentRevision> changed) =>
        changed.Succeeded(out var revision, out var refusal)
        ? http.Private(new CommentRevisionView(revision.CommentId, revision.Revision))
        : Problems.For(refusal.After(http));

    private static ModeratorIdentity Moderator(HttpContext http) => http.Person().AsModerator();
}

/// <summary>Staff as moderation knows them.</summary>
internal static class StaffModerators
{
    public static ModeratorIdentity AsModerator(this SignedInPerson person) => new(person.Actor, new SubjectId(person.AccountId));
}
