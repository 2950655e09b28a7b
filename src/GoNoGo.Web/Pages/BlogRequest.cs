using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Pages.Keeping;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Pages;

/// <summary>A request for a public page while there is a snapshot to answer from.</summary>
internal sealed record BlogRequest(HttpContext Http, Snapshot Snapshot, PageContext Context, PageWriter Writer)
{
    private IReadOnlyList<Post>? publishedPosts;

    /// <summary>What is noted down about the page, so that it can be kept.</summary>
    public PageNotes Notes { get; init; } = new();

    /// <summary>The words of the page that is asked for.</summary>
    public PageWords Words => Context.Words;

    public CancellationToken Aborted => Http.RequestAborted;

    public IReadOnlyList<Post> PublishedPosts => publishedPosts ??= Snapshot.PublishedPosts(Context.Now);

    /// <summary>The same request for a page in a language of its own; null for the blog's.</summary>
    public BlogRequest In(string? language) => language is null ? this : this with { Context = Context with { OwnLanguage = language } };

    /// <summary>A part of the path; empty where the route has none of that name.</summary>
    public string Route(string name) => Http.GetRouteValue(name) as string ?? "";

    public string Query(string name) => Http.Request.Query[name].ToString();

    public T Service<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    public Task<IResult> PageAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => Writer.PageAsync<TComponent>(Context, Aborted, parameters);

    /// <summary>A page that only whoever asked may see.</summary>
    public Task<IResult> PrivatePageAsync<TComponent>(int status, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => Writer.PrivatePageAsync<TComponent>(Context, status, Aborted, parameters);

    /// <summary>A page that says why a form was not taken.</summary>
    public Task<IResult> RefusedAsync(Error refusal) => PrivatePageAsync<ErrorPage>(
        Problems.For(refusal).StatusCode,
        (nameof(ErrorPage.Status), Problems.For(refusal).StatusCode),
        (nameof(ErrorPage.Title), Words.NotTaken),
        (nameof(ErrorPage.Message), Words.Errors.Of(refusal)));

    public Task<IResult> NotFoundAsync() => Writer.NotFoundAsync(Aborted);

    /// <summary>301 to another path of this blog, with the query as it came.</summary>
    public IResult MovedTo(string path) =>
        Results.Redirect(new PathString(path).ToUriComponent() + Http.Request.QueryString.ToUriComponent(), permanent: true);
}
