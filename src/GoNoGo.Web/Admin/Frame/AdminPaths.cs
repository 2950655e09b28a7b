namespace GoNoGo.Web.Admin.Frame;

/// <summary>Addresses of the admin pages that code leads to.</summary>
internal static class AdminPaths
{
    public const string Root = "/admin";
    public const string Overview = "/admin/";
    public const string Account = "/admin/account/";
    public const string People = "/admin/people/";
    public const string Content = "/admin/content/";
    public const string Hosting = "/admin/hosting/";
    public const string Events = "/admin/events/";
    public const string Mails = "/admin/mails/";
    public const string Requests = "/admin/requests/";
    public const string Retention = "/admin/retention/";
    public const string Keys = "/admin/keys/";

    private const string ReturnParameter = "to";

    public static string SignIn(string? returnTo = null) => WithReturn("/admin/sign-in/", returnTo);

    public static string Confirm(string? returnTo) => WithReturn("/admin/confirm/", returnTo);

    /// <summary>The path of a one-time link.</summary>
    public static string SetUp(string token) => $"/admin/set-up/{token}/";

    /// <summary>Where a request wants to be led back to, if that is a page of the admin; else the overview, and never elsewhere.</summary>
    public static string ReturnOf(HttpRequest request) => Inside(request.Query[ReturnParameter].ToString()) ?? Overview;

    private static string WithReturn(string path, string? returnTo) =>
        Inside(returnTo) is { } inside && inside != Overview ? $"{path}?{ReturnParameter}={Uri.EscapeDataString(inside)}" : path;

    private static string? Inside(string? path) =>
        path is not null
        && path.StartsWith(Root + "/", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Any(char.IsControl)
        && !HasDotSegment(path)
            ? path
            : null;

    /// <summary>Browsers go up by such a segment, also by one that is encoded (WHATWG URL, 4.4).</summary>
    private static bool HasDotSegment(string path) => path.Split('?', '#')[0].Split('/')
        .Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
}
