namespace GoNoGo.Web.Database;

/// <summary>What a database holds at one moment, by which a copy of it is told to be whole. Nothing of anybody.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Migration">The last one that was applied.</param>
/// <param name="Rows">How many rows each table has.</param>
/// <param name="AuditSize">Leaves of the audit tree at its newest checkpoint; 0 before the first.</param>
/// <param name="AuditRoot">The tree's root there, in hexadecimal digits; empty before the first.</param>
internal sealed record DatabaseFacts(
    string Kind, string Migration, IReadOnlyDictionary<string, long> Rows, long AuditSize, string AuditRoot)
{
    /// <summary>The first thing in which another database differs, as a sentence's end; null where they hold the same.</summary>
    public string? DifferenceTo(DatabaseFacts other)
    {
        var tables = Rows.Keys.Union(other.Rows.Keys).Order(StringComparer.Ordinal);
        return tables.FirstOrDefault(table => Rows.GetValueOrDefault(table) != other.Rows.GetValueOrDefault(table)) is { } table
            ? FormattableString.Invariant(
                $"{table} has {other.Rows.GetValueOrDefault(table)} rows in place of {Rows.GetValueOrDefault(table)}")
            : AuditSize != other.AuditSize || AuditRoot != other.AuditRoot ? "the audit trail is another one"
            : Migration != other.Migration ? "the migrations are others"
            : null;
    }
}
