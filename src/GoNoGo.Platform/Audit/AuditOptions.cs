namespace GoNoGo.Platform.Audit;

/// <summary>Where checkpoints of the audit trail are anchored (configuration section <c>GoNoGo:Audit</c>).</summary>
public sealed record AuditOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Audit";

    /// <summary>
    /// A file to which a signed checkpoint is added each day; best on another machine's disk. Null: <c>audit-anchors.txt</c>
    /// beside the folder of the keys.
    /// </summary>
    public string? AnchorFile { get; init; }

    /// <summary>
    /// Whether checkpoints are also tagged in the content repository, as <c>gonogo-audit/SIZE</c>. Needs the right to push there.
    /// </summary>
    public bool GitTag { get; init; }
}

/// <summary>The name under which an installation signs its first checkpoint; the log keeps it from then on.</summary>
/// <param name="Name">By C2SP the origin: the host of the site and <c>/audit</c>, without spaces and pluses.</param>
public sealed record AuditOrigin(string Name)
{
    /// <summary>The origin of the audit trail of a site.</summary>
    /// <param name="site">Its address.</param>
    /// <returns>Such as <c>blog.example.org/audit</c>.</returns>
    public static AuditOrigin Of(Uri site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new AuditOrigin($"{site.IdnHost}/audit");
    }
}
