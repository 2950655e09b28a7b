using GoNoGo.Accounts.Sessions;
using GoNoGo.Platform.Audit;
using Ok = Microsoft.AspNetCore.Http.HttpResults;

namespace GoNoGo.Web.Api;

/// <summary>What the routes of the staff share: who asks, and answers that nobody keeps.</summary>
internal static class StaffAnswers
{
    public static SignedInPerson Person(this HttpContext http) => http.Features.Get<SignedInPerson>()
        ?? throw new InvalidOperationException("Authorization let nobody in here.");

    public static T Service<T>(this HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    /// <summary>Enters that this person looks at personal data, before they see them.</summary>
    public static Task EnterAccessAsync(this HttpContext http, string resourceType, string resourceId = "all") =>
        http.Service<AccessLog>().EnterAsync(http.Person().Identity.Access(resourceType, resourceId), http.RequestAborted);

    public static Ok.Ok<T> Private<T>(this HttpContext http, T answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
    }
}
