using System.Globalization;
using System.Text.Json;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;

namespace GoNoGo.Web.Api;

/// <summary>What moderators do over JSON. A verb is a resource: approving is making an approval.</summary>
internal static class ModerationEndpoints
{
    private const string Comment = "/v1/comments/{id:guid}";
    private const string Moderation = "/v1/moderation";
    private const int PageSize = 50;

    public static void MapModeration(this RouteGroupBuilder api)
    {
        // What takes the context alone would be mapped as a RequestDelegate, whose result nobody looks at.
        api.MapGet($"{Moderation}/queue", (Delegate)QueueAsync).RequirePermission(Permission.ModerateComments);
        api.MapGet($"{Moderation}/comments", (Delegate)CommentsAsync).RequirePermission(Permission.ModerateComments);
        api.MapGet($"{Moderation}/comments/{{id:guid}}", CommentAsync).RequirePermission(Permission.ModerateComments);
        api.MapPost($"{Moderation}/decisions", (Delegate)DecideAllAsync).RequirePermission(Permission.ModerateComments);
        api.MapGet($"{Moderation}/blocks", (Delegate)BlocksAsync).RequirePermission(Permission.ModerateComments);
        api.MapDelete($"{Moderation}/blocks/{{block:guid}}", LiftAsync).RequirePermission(Permission.ModerateComments);
        api.MapPost($"{Comment}/approval", (Guid id, HttpContext http) => DecideAsync(id, ModerationStatus.Approved, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapPost($"{Comment}/rejection", (Guid id, HttpContext http) => DecideAsync(id, ModerationStatus.Rejected, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapPost($"{Comment}/spam-mark", (Guid id, HttpContext http) => DecideAsync(id, ModerationStatus.Spam, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapDelete($"{Comment}/decisions/{{decision:guid}}", UndoAsync).RequirePermission(Permission.ModerateComments);
        api.MapPut($"{Comment}/text", EditAsync).RequirePermission(Permission.ModerateComments);
        api.MapPut($"{Comment}/lock", (Guid id, HttpContext http) => LockAsync(id, true, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapDelete($"{Comment}/lock", (Guid id, HttpContext http) => LockAsync(id, false, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapPut($"{Comment}/pin", (Guid id, HttpContext http) => PinAsync(id, true, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapDelete($"{Comment}/pin", (Guid id, HttpContext http) => PinAsync(id, false, http))
            .RequirePermission(Permission.ModerateComments);
        api.MapPost($"{Comment}/block", BlockAsync).RequirePermission(Permission.ModerateComments);
    }

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

        var filter = scope with { PostId = query["post"], Flag = query["flag"], Search = query["search"] };
        var page = await Service<ModerationQueue>(http).ReadAsync(
            filter, query["after"].ToString() is { Length: > 0 } after ? after : null, size, Moderator(http), http.RequestAborted);
        var next = page.Next is { } key
            ? $"/api{path}" + QueryString.Create(query.Where(part => part.Key != "after")
                .Select(part => KeyValuePair.Create(part.Key, (string?)part.Value.ToString()))
                .Append(KeyValuePair.Create("after", (string?)key)))
            : null;
        return Private(http, new ListView<ModeratedCommentView>([.. page.Items.Select(ModeratedCommentView.From)], next));
    }

    private static async Task<IResult> CommentAsync(Guid id, HttpContext http)
    {
        var found = await Service<ModerationQueue>(http).FindAsync(id, Moderator(http), http.RequestAborted);
        return found.Succeeded(out var file, out var refusal) ? Private(http, CommentFileView.From(file)) : Problems.For(refusal);
    }

    private static async Task<IResult> DecideAsync(Guid id, ModerationStatus status, HttpContext http)
    {
        string[] members = status is ModerationStatus.Rejected ? ["reason", "revision"] : ["revision"];
        if (!(await JsonBody.ReadAsync(http.Request, members, http.RequestAborted)).Succeeded(out var body, out var refusal)
            || !body.Number("revision").Succeeded(out var revision, out refusal)
            || !ReasonOf(body, status).Succeeded(out var reason, out refusal))
        {
            return Problems.For(refusal);
        }

        var decided = await Service<ModerationService>(http).DecideAsync(
            id, new NewDecision(status, reason.Value, revision.Value), Moderator(http), http.RequestAborted);
        return decided.Succeeded(out var decision, out refusal) ? Private(http, DecidedView.From(decision)) : Problems.For(refusal);
    }

    private static async Task<IResult> DecideAllAsync(HttpContext http)
    {
        var read = await JsonBody.ReadAsync(http.Request, ["status", "reason", "comments"], http.RequestAborted);
        if (!read.Succeeded(out var body, out var refusal)
            || !body.Text("status").Succeeded(out var word, out refusal)
            || !body.List("comments").Succeeded(out var comments, out refusal)
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
            || !(await Service<ModerationService>(http)
                .DecideAllAsync(items, new NewDecision(chosen, reason.Value), Moderator(http), http.RequestAborted))
                .Succeeded(out var results, out refusal))
        {
            return Problems.For(refusal);
        }

        return Private(http, new ListView<BulkItemView>([.. results.Select(BulkItemView.From)], Next: null));
    }

    private static async Task<IResult> UndoAsync(Guid id, Guid decision, HttpContext http)
    {
        var undone = await Service<ModerationService>(http).UndoAsync(id, decision, Moderator(http), http.RequestAborted);
        return undone.Succeeded(out var done, out var refusal) ? Private(http, DecidedView.From(done)) : Problems.For(refusal);
    }

    private static async Task<IResult> EditAsync(Guid id, HttpContext http)
    {
        var read = await JsonBody.ReadAsync(http.Request, ["content", "revision"], http.RequestAborted);
        if (!read.Succeeded(out var body, out var refusal)
            || !body.Text("content").Succeeded(out var content, out refusal)
            || !body.Number("revision").Succeeded(out var revision, out refusal))
        {
            return Problems.For(refusal);
        }

        return Changed(http, await Service<CommentDesk>(http).EditAsync(
            id, content.Value ?? "", revision.Value, Moderator(http), http.RequestAborted));
    }

    private static async Task<IResult> LockAsync(Guid id, bool isLocked, HttpContext http) =>
        Changed(http, await Service<CommentDesk>(http).LockAsync(id, isLocked, Moderator(http), http.RequestAborted));

    private static async Task<IResult> PinAsync(Guid id, bool isPinned, HttpContext http) =>
        Changed(http, await Service<CommentDesk>(http).PinAsync(id, isPinned, Moderator(http), http.RequestAborted));

    private static async Task<IResult> BlockAsync(Guid id, HttpContext http)
    {
        var read = await JsonBody.ReadAsync(http.Request, ["kind", "days", "reason"], http.RequestAborted);
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

        var wanted = new NewBlock(kind.Value is "email" ? BlockKind.Email : BlockKind.Network, days.Value ?? 0, why);
        var blocked = await Service<SenderBlocks>(http).BlockAsync(id, wanted, Moderator(http), http.RequestAborted);
        return blocked.Succeeded(out var block, out refusal) ? Private(http, BlockItemView.From(block)) : Problems.For(refusal);
    }

    private static async Task<IResult> BlocksAsync(HttpContext http)
    {
        var moderator = Moderator(http);
        await Service<AccessLog>(http).EnterAsync(
            new PersonalDataAccess(moderator.Actor, moderator.Subject?.Value.ToString("D"), "sender_blocks", "all"), http.RequestAborted);
        var blocks = await Service<SenderBlocks>(http).ListAsync(http.RequestAborted);
        return Private(http, new ListView<BlockItemView>([.. blocks.Select(BlockItemView.From)], Next: null));
    }

    private static async Task<IResult> LiftAsync(Guid block, HttpContext http)
    {
        var lifted = await Service<SenderBlocks>(http).LiftAsync(block, Moderator(http), http.RequestAborted);
        return lifted.Error is { } refusal ? Problems.For(refusal) : TypedResults.NoContent();
    }

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

    private static Result<IReadOnlyList<BulkItem>> ItemsOf(IReadOnlyList<JsonElement> comments)
    {
        var items = new List<BulkItem>(comments.Count);
        foreach (var comment in comments)
        {
            if (comment.ValueKind != JsonValueKind.Object
                || !comment.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !id.TryGetGuid(out var known))
            {
                return BadRequest.WrongType("comments", "a list of objects with id and revision");
            }

            int? revision = comment.TryGetProperty("revision", out var seen) && seen.ValueKind == JsonValueKind.Number
                && seen.TryGetInt32(out var number) ? number : null;
            items.Add(new BulkItem(known, revision));
        }

        return items;
    }

    private static IResult Changed(HttpContext http, Result<CommentRevision> changed) =>
        changed.Succeeded(out var revision, out var refusal)
        ? Private(http, new { Id = revision.CommentId, revision.Revision })
        : Problems.For(refusal);

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<T> Private<T>(HttpContext http, T answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
    }

    private static T Service<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    private static ModeratorIdentity Moderator(HttpContext http) => (http.Features.Get<SignedInPerson>()
        ?? throw new InvalidOperationException("Authorization let nobody in here.")).AsModerator();
}

/// <summary>Staff as moderation knows them.</summary>
internal static class StaffModerators
{
    public static ModeratorIdentity AsModerator(this SignedInPerson person) => new(person.Actor, new SubjectId(person.AccountId));
}
