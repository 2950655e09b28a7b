namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Gives every answer the fields that keep a browser safe (<see cref="SecurityFields"/>). An endpoint may replace one by a stricter one; an
/// answer to a failure, which begins anew, gets them again.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, SecurityFields fields)
{
    public Task InvokeAsync(HttpContext context)
    {
        fields.Set(context);
        return next(context);
    }
}
