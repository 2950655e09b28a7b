using System.Reflection;
using GoNoGo.Blog.Content;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.GitHub;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using GoNoGo.Web.Pages.Keeping;
using GoNoGo.Web.Telemetry;

namespace GoNoGo.Web.Configuration;

/// <summary>Every setting there is, read off the option records: what is not declared by one of them does not exist.</summary>
internal static class SettingCatalog
{
    /// <summary>The option records by their section, in the order in which the documentation shows them.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Sections { get; } =
    [
        (ContentOptions.Section, typeof(ContentOptions)),
        (DataOptions.Section, typeof(DataOptions)),
        (DatabaseOptions.Section, typeof(DatabaseOptions)),
        (KeyOptions.Section, typeof(KeyOptions)),
        (BackupOptions.Section, typeof(BackupOptions)),
        (AuditOptions.Section, typeof(AuditOptions)),
        (EventOptions.Section, typeof(EventOptions)),
        (RetentionOptions.Section, typeof(RetentionOptions)),
        (SiteOptions.Section, typeof(SiteOptions)),
        (ProxyOptions.Section, typeof(ProxyOptions)),
        (ApiOptions.Section, typeof(ApiOptions)),
        (RateLimitingOptions.Section, typeof(RateLimitingOptions)),
        (MailOptions.Section, typeof(MailOptions)),
        (PageOptions.Section, typeof(PageOptions)),
        (WebhookOptions.Section, typeof(WebhookOptions)),
        (GitHubOptions.Section, typeof(GitHubOptions)),
        (DigitalOceanOptions.Section, typeof(DigitalOceanOptions)),
        (TelemetryOptions.Section, typeof(TelemetryOptions)),
    ];

    /// <summary>The settings, in the order of <see cref="Sections"/>.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
        [.. Sections.SelectMany(section => Declared(section.Section, section.Options))];

    /// <summary>The setting of a key, an element of a list (<c>Key:0</c>) included.</summary>
    /// <param name="key">Compared without regard to case.</param>
    /// <returns>Null where there is none.</returns>
    public static Setting? Find(string key) => Settings.FirstOrDefault(setting =>
        key.Equals(setting.Key, StringComparison.OrdinalIgnoreCase) || (setting.IsList && IsElement(key, setting.Key)));

    /// <summary>The known key that a mistyped one is nearest to.</summary>
    /// <param name="key">A key that <see cref="Find"/> does not know.</param>
    /// <returns>One key; of two equally near the first.</returns>
    public static string Nearest(string key) => Settings.MinBy(setting => EditDistance.Between(key, setting.Key))!.Key; // Never empty.

    private static bool IsElement(string key, string list) =>
        key.Length > list.Length + 1
        && key.StartsWith(list + ":", StringComparison.OrdinalIgnoreCase)
        && key.AsSpan(list.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static IEnumerable<Setting> Declared(string section, Type options)
    {
        var untouched = Activator.CreateInstance(options);
        return from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.CanWrite
               select new Setting($"{section}:{property.Name}", property, property.GetValue(untouched));
    }
}
