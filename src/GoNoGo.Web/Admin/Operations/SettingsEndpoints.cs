using System.Collections.Frozen;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>
/// Which settings are in force and where they come from. Of texts only those are shown that can hold no secret and no address.
/// </summary>
internal static class SettingsEndpoints
{
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "GoNoGo:Content:Branch",
        "GoNoGo:Content:Folder",
        "GoNoGo:Data:Path",
        "GoNoGo:Keys:Path",
        "GoNoGo:Site:BaseUrl",
        "GoNoGo:Mail:Host",
        "GoNoGo:Mail:PickupPath",
        "GoNoGo:Proxy:BasePath",
        "GoNoGo:Webhooks:Repository",
        "GoNoGo:GitHub:Repository",
        "GoNoGo:GitHub:ApiUrl",
        "GoNoGo:DigitalOcean:AppId",
        "GoNoGo:DigitalOcean:AppName",
        "GoNoGo:DigitalOcean:Region",
        "GoNoGo:DigitalOcean:InstanceSize",
        "GoNoGo:DigitalOcean:ApiUrl",
        "GoNoGo:Telemetry:OtlpEndpoint",
        "GoNoGo:Telemetry:PrometheusAddress");

    public static void MapSettings(this RouteGroupBuilder admin) => admin.MapAdminPage("/settings/", Permission.ReadSettings, ShowAsync);

    private static Task<IResult> ShowAsync(AdminRequest request)
    {
        var settings = request.Service<Settings>();
        IReadOnlyList<SettingInForce> all = [.. SettingCatalog.Settings.Select(setting => InForce(settings, setting))];
        return request.PageAsync<SettingsPage>(request.Words.NavSettings, (nameof(SettingsPage.Settings), all));
    }

    private static SettingInForce InForce(Settings settings, Setting setting)
    {
        var (value, source) = settings.Find(setting);
        var isShown = setting.ValueType != typeof(string) || Harmless.Contains(setting.Key);
        var shown = value ?? (setting.Default is IEnumerable<string> or null ? null : setting.Default.ToString());
        return new SettingInForce(
            setting.Key, shown is null ? "none" : isShown || value is null ? shown : "set, and not shown", source ?? "default");
    }
}

/// <summary>A setting as it counts now.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Value">Its value, or that it is set.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record SettingInForce(string Key, string Value, string Source);
