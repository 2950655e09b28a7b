using System.Text.Json.Serialization.Metadata;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Api;

/// <summary>Marks a member that holds a path of this blog.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OwnPathAttribute : Attribute;

/// <summary>Marks a member that holds HTML with addresses of this blog.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OwnHtmlAttribute : Attribute;

/// <summary>Puts the path under which the blog stands before its own addresses in JSON, by the marks of members.</summary>
internal static class OutsideJson
{
    public static IServiceCollection AddOutsideJson(this IServiceCollection services, PublicAddress address) =>
        address.BasePath.Length == 0
            ? services
            : services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolver =
                (options.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(For(address)));

    private static Action<JsonTypeInfo> For(PublicAddress address) => type =>
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(string)))
        {
            var marks = property.AttributeProvider;
            if (marks?.IsDefined(typeof(OwnPathAttribute), inherit: true) is true)
            {
                Change(property, address.Outside);
            }
            else if (marks?.IsDefined(typeof(OwnHtmlAttribute), inherit: true) is true)
            {
                Change(property, html => OutsideHtml.Of(html, address.BasePath));
            }
        }
    };

    private static void Change(JsonPropertyInfo property, Func<string, string> outside)
    {
        var get = property.Get;
        property.Get = holder => get?.Invoke(holder) is string text ? outside(text) : null;
    }
}
