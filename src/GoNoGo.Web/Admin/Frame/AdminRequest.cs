using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>A request of somebody who is signed in and may do what they ask for.</summary>
internal sealed record AdminRequest(HttpContext Http, SignedInPerson Person)
{
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The words of the blog's language.</summary>
    public AdminWords Words => Service<AdminWriter>().Words;

    public Visit Visit => VisitReading.Of(Http);

    public T Service<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>A part of the path; empty where the route has none of that name.</summary>
    public string Route(string name) => Http.GetRouteValue(name) as string ?? "";

    public string Query(string name) => Http.Request.Query[name].ToString();

    /// <summary>Enters that this person looks at personal data, before they see them: once for each page that is opened.</summary>
    public Task EnterAccessAsync(string resourceType, string resourceId = "all") => Service<AccessLog>().EnterAsync(
        Person.Identity.Access(resourceType, resourceId), Aborted);

    public Task<Result<PostedForm>> FormAsync() => PostedForm.ReadAsync(Http.Request, Aborted);

    /// <summary>A page. The component gets the frame as <c>Frame</c> and wraps itself into <c>AdminLayout</c>.</summary>
    public Task<IResult> PageAsync<TComponent>(string title, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => PageAsync<TComponent>(StatusCodes.Status200OK, title, parameters);

    public async Task<IResult> PageAsync<TComponent>(int status, string title, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent =>
        await Service<AdminWriter>().PageAsync<TComponent>(Http, Person, status, title, parameters);

    /// <summary>Leads to a page after a form was taken, so that nothing is sent twice; the page says what was done.</summary>
    public static IResult Done(string page, string notice) => new SeeOther(AdminNotices.Path(page, notice));

    public Task<IResult> RefusedAsync(Error refusal) => Service<AdminWriter>().RefusedAsync(Http, Person, refusal);
}
