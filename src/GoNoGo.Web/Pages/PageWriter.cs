using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Pages;

/// <summary>Answers with pages: knows the frame that each of them needs.</summary>
internal sealed class PageWriter(
    PageRenderer renderer,
    ThemeFiles theme,
    PublicAddress address,
    SnapshotStore snapshots,
    IOptions<ContentOptions> content,
    TimeProvider clock)
{
    private const string ContextParameter = "Context";
    private static readonly TimeSpan SnapshotWait = TimeSpan.FromSeconds(5);

    /// <summary>The words of the blog's language.</summary>
    public PageWords Words => Context(CurrentSite).Words;

    public PageContext Context(SiteSettings site) => new(site, address.Root, theme.AddressesFor(site), clock.GetUtcNow())
    {
        IsPreview = content.Value.Preview,
    };

    public async Task<IResult> PageAsync<TComponent>(
        PageContext context, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent =>
        new PageResult(await BytesAsync<TComponent>(context, cancellationToken, parameters), PageResult.Html);

    /// <summary>A page that only whoever asked may see: nothing keeps a copy, and its address is passed on to nobody.</summary>
    public async Task<IResult> PrivatePageAsync<TComponent>(
        PageContext context, int status, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent =>
        new PageResult(await BytesAsync<TComponent>(context, cancellationToken, parameters), PageResult.Html)
        {
            Status = status,
            IsPrivate = true,
        };

    public async Task<IResult> NotFoundAsync(CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync<NotFoundPage>(Context(CurrentSite), cancellationToken);
        return new PageResult(bytes, PageResult.Html) { Status = StatusCodes.Status404NotFound };
    }

    /// <summary>Until the first snapshot is there: 503 with the time after which to ask again.</summary>
    public async Task<IResult> NotReadyAsync(CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync<ErrorPage>(
            Context(CurrentSite),
            cancellationToken,
            (nameof(ErrorPage.Status), StatusCodes.Status503ServiceUnavailable),
            (nameof(ErrorPage.Title), Words.NotReady),
            (nameof(ErrorPage.Message), Words.NotReadyYet));
        return new PageResult(bytes, PageResult.Html) { Status = StatusCodes.Status503ServiceUnavailable, RetryAfter = SnapshotWait };
    }

    /// <summary>Why a request was not taken, for nobody to keep.</summary>
    public Task<IResult> RefusedAsync(Error refusal, CancellationToken cancellationToken)
    {
        var status = Problems.For(refusal).StatusCode;
        return PrivatePageAsync<ErrorPage>(
            Context(CurrentSite),
            status,
            cancellationToken,
            (nameof(ErrorPage.Status), status),
            (nameof(ErrorPage.Title), Words.NotTaken),
            (nameof(ErrorPage.Message), Words.Errors.Of(refusal)));
    }

    /// <summary>A failure, without a word about its inside.</summary>
    public async Task<IResult> ErrorAsync(int status, string? reference, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync<ErrorPage>(
            Context(CurrentSite), cancellationToken, (nameof(ErrorPage.Status), status), (nameof(ErrorPage.Reference), reference));
        return new PageResult(bytes, PageResult.Html) { Status = status };
    }

    private SiteSettings CurrentSite => snapshots.Current?.Site ?? SiteSettings.Default;

    private Task<byte[]> BytesAsync<TComponent>(
        PageContext context, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        var all = parameters.Append((Name: ContextParameter, Value: context)).ToDictionary(one => one.Name, one => one.Value);
        return renderer.RenderAsync<TComponent>(all, cancellationToken);
    }
}
