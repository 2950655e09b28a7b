using System.Globalization;
using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api.Description;
using GoNoGo.Web.Limits;

namespace GoNoGo.Web.Api;

/// <summary>The JSON API, version 1: snake_case, errors as problem details.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = new ApiRoutes(routes.MapGroup("/api").TakeTokens().AddEndpointFilter(ApiAnswers.FinishAsync));
        api.Get("/v1/posts", ListPosts).ForEveryone(PostOperations.List);
        api.Get("/v1/posts/{slug}", GetPostAsync).ForEveryone(PostOperations.Show).SeeViewer();
        api.Get("/v1/posts/{slug}/comments", ListCommentsAsync).ForEveryone(PostOperations.Comments).SeeViewer();
        api.Post("/v1/posts/{slug}/comments", CreateCommentAsync)
            .ForEveryone(PostOperations.SendComment).SeeViewer().Count(CountedKind.Comment);
        api.MapModeration();
        api.MapPrivacyDesk();
        api.MapAuditDesk();
        api.MapEventDesk();
        api.MapMetrics();
        api.MapRest();
    }

    private static IResult ListPosts(SnapshotStore snapshots, TimeProvider clock, string? page, string? tag)
    {
        if (snapshots.Current is not { } snapshot)
        {
            return Problems.For(new Unavailable());
        }

        var number = 1;
        if (page is not null && (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1))
        {
            return Problems.For(new InvalidQuery("page", "Give the page as a whole number from 1."));
        }

        var size = snapshot.Site.PostsPerPage;
        var posts = snapshot.PublishedPosts(clock.GetUtcNow());
        var chosen = tag is null ? posts : [.. posts.Where(post => post.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))];
        var skipped = (long)(number - 1) * size;
        var items = skipped >= chosen.Count ? [] : chosen.Skip((int)skipped).Take(size).Select(PostSummaryView.From).ToList();
        var hasMore = skipped + items.Count < chosen.Count;
        return TypedResults.Ok(new ListView<PostSummaryView>(items, hasMore ? NextPage(number, tag) : null));
    }

    private static string NextPage(int number, string? tag) => string.Create(
        CultureInfo.InvariantCulture, $"/api/v1/posts?page={number + 1}{(tag is null ? "" : $"&tag={Uri.EscapeDataString(tag)}")}");

    private static async Task<IResult> GetPostAsync(string slug, HttpContext context, BlogService blog, CancellationToken cancellationToken)
    {
        var found = await blog.GetPostWithCommentsAsync(slug, Viewers.Of(context), after: null, cancellationToken);
        return found.Succeeded(out var view, out var refusal) ? TypedResults.Ok(PostDetailView.From(view)) : Problems.For(refusal);
    }

    private static async Task<IResult> ListCommentsAsync(
        string slug,
        string? after,
        string? limit,
        HttpContext context,
        IPostCatalog posts,
        CommentService comments,
        CancellationToken cancellationToken)
    {
        var size = CommentService.PageSize;
        var isNumber = limit is null || int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size);
        if (!isNumber || size is < 1 or > CommentService.PageSize)
        {
            return Problems.For(new InvalidQuery("limit", "Give the limit as a whole number from 1 to 50."));
        }

        Guid? start = null;
        if (after is not null)
        {
            if (!Guid.TryParse(after, out var id))
            {
                return Problems.For(new InvalidQuery("after", "Give the id of the last comment you have, or leave it out."));
            }

            start = id;
        }

        if (posts.Find(slug) is null)
        {
            return Problems.For(new UnknownPost());
        }

        var page = await comments.GetCommentsForPostAsync(slug, Viewers.Of(context), start, size, cancellationToken);
        return TypedResults.Ok(CommentItemView.List(slug, page, size));
    }

    private static async Task<IResult> CreateCommentAsync(
        string slug, HttpContext context, CommentService comments, CountedWrites writes, CancellationToken cancellationToken)
    {
        if (!CommentRequest.Read(context, slug).Succeeded(out var comment, out var refusal)
            || !(await comments.CreateAsync(
                await SignedComments.OfAsync(context, comment with { Place = writes.Promised }), cancellationToken))
                .Succeeded(out var receipt, out refusal))
        {
            await writes.GiveBackAsync();
            return Problems.For(refusal);
        }

        if (receipt.IsRepeated)
        {
            await writes.GiveBackAsync();
        }

        FaultPoint.Reach("comment.answered");
        var created = CreatedCommentView.From(receipt);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(created.ManageUrl, created);
    }
}

/// <summary>The API has nothing at this path.</summary>
internal sealed record NoSuchResource() : NotFound("no_such_resource", "There is nothing at this address.");

/// <summary>A query parameter cannot be taken.</summary>
internal sealed record InvalidQuery(string Field, string Message) : InvalidField(Field, "invalid_query", Message);
