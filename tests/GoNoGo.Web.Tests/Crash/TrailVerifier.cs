using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>Verifies a crashed blog's audit trail as <c>gonogo audit verify</c> does, without a process of its own each time.</summary>
internal sealed class TrailVerifier : IAsyncDisposable
{
    private readonly WebApplication program;

    private TrailVerifier(WebApplication program) => this.program = program;

    public static TrailVerifier Of(CrashedBlog blog)
    {
        var given = new Dictionary<string, string?>(blog.DatabaseSettings, StringComparer.Ordinal)
        {
            ["GoNoGo:Content:Repository"] = blog.ContentPath,
            ["GoNoGo:Data:Path"] = blog.DataPath,
            ["GoNoGo:Site:BaseUrl"] = Settings.DefaultUrl,
        };
        if (blog.DatabaseSettings.Count == 0)
        {
            // A file that stays open would keep SQLite from recovering it.
            given["GoNoGo:Database:ConnectionString"] = $"Data Source={Path.Combine(blog.DataPath, "gonogo.db")};Pooling=False";
        }

        var settings = Settings.Load(given, "http://127.0.0.1:0", new Dictionary<string, string>()).Value!; // They are right.
#pragma warning disable RS0030 // The edge of a test.
        return new TrailVerifier(GoNoGoHost.Build(settings, TimeProvider.System));
#pragma warning restore RS0030
    }

    /// <summary>What is wrong with the trail, in a sentence each.</summary>
    public async Task<IReadOnlyList<string>> FindAsync()
    {
        await using var scope = program.Services.CreateAsyncScope();
        var verified = await scope.ServiceProvider.GetRequiredService<AuditVerifier>()
            .VerifyAsync([], progress: null, TestContext.Current.CancellationToken);
        return verified.Succeeded(out var report, out var refusal)
            ? [.. report.Findings.Select(finding => finding.Message)]
            : [refusal.Message];
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();
}
