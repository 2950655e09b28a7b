using GoNoGo.Tests.Support;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>For tests that only PostgreSQL has: skipped by name where none is configured, and never where CI=true.</summary>
internal static class PostgresOnly
{
    public const string Reason = $"PostgreSQL is not configured: {Databases.PostgresVariable} is not set (scripts/test starts one)";

    public static bool IsMissing => Databases.PostgresServer is null && !Databases.IsContinuousIntegration;
}
