using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace GoNoGo.Web.Configuration;

/// <summary>A number above zero, with no ceiling.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PositiveAttribute() : ValidationAttribute("must be a positive number")
{
    public override bool IsValid(object? value) =>
        value is null || (Convert.ToDouble(value, CultureInfo.InvariantCulture) is > 0 and < double.PositiveInfinity);
}

/// <summary>An absolute http or https address without query and fragment.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpUrlAttribute() : ValidationAttribute("must be an address such as https://blog.example.org")
{
    public override bool IsValid(object? value) =>
        value is null
        || (Uri.TryCreate(value as string, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" });
}
