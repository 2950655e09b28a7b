using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Api;

/// <summary>
/// The routes of the API: what is read can be asked for by HEAD too, and a method that a path does not know is told from a path that is not
/// there.
/// </summary>
internal sealed class ApiRoutes(RouteGroupBuilder group)
{
    private readonly Dictionary<string, List<string>> methods = new(StringComparer.Ordinal);

    public RouteHandlerBuilder Get(string pattern, Delegate handler) => Map(pattern, handler, PageRoutes.Reading);

    public RouteHandlerBuilder Post(string pattern, Delegate handler) => Map(pattern, handler, HttpMethods.Post);

    public RouteHandlerBuilder Put(string pattern, Delegate handler) => Map(pattern, handler, HttpMethods.Put);

    public RouteHandlerBuilder Delete(string pattern, Delegate handler) => Map(pattern, handler, HttpMethods.Delete);

    /// <summary>What none of the routes takes: a method of theirs that is not known, or a path. To be called behind all others.</summary>
    public void MapRest()
    {
        foreach (var (pattern, known) in methods)
        {
            var allowed = string.Join(", ", known);
            Add(pattern, taken: null, (HttpContext http) =>
            {
                http.Response.Headers.Allow = allowed;
                return Problems.For(BadRequest.WrongMethod);
            }).OpenToEveryone();
        }

        Add("/{**path}", taken: null, () => Problems.For(new NoSuchResource())).OpenToEveryone();
    }

    private RouteHandlerBuilder Map(string pattern, Delegate handler, params string[] taken)
    {
        if (!methods.TryGetValue(pattern, out var known))
        {
            methods.Add(pattern, known = []);
        }

        known.AddRange(taken);
        return Add(pattern, taken, handler);
    }

    private RouteHandlerBuilder Add(string pattern, string[]? taken, Delegate handler) =>
        RouteHandlerServices.Map(group, pattern, handler, taken, RequestDelegateFactory.InferMetadata, CompileWhenAsked);

    /// <summary>
    /// What reads the parameters of a handler is compiled when it is first called: there are over fifty, and a start that compiled all of
    /// them kept its first reader waiting.
    /// </summary>
    private static RequestDelegateResult CompileWhenAsked(
        Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new RequestDelegateResult(Calling(compiled), metadata?.EndpointMetadata ?? []);
    }

    // Apart, so that what it was compiled from is let go of afterwards.
    private static RequestDelegate Calling(Lazy<RequestDelegate> compiled) => http => compiled.Value(http);
}
