namespace GoNoGo.Web.Database;

/// <summary>Copies a whole database out while it is written to, and puts such a copy in place. Answered once for each provider.</summary>
internal interface IDatabaseDump
{
    /// <summary><c>sqlite</c> or <c>postgres</c>: a copy fits a database of its own kind.</summary>
    string Kind { get; }

    /// <summary>Writes the database as it is at one moment, holding up nobody who writes.</summary>
    /// <param name="target">Gets the copy, which holds all that the database does.</param>
    /// <param name="progress">Learns how far it is, in parts of a thousand.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the copy holds.</returns>
    /// <exception cref="DumpFailedException">It could not be written; the message says what to do.</exception>
    Task<DatabaseFacts> WriteAsync(Stream target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken);

    /// <summary>What the database holds at one moment, as a copy of that moment would.</summary>
    Task<DatabaseFacts> CountAsync(CancellationToken cancellationToken);

    /// <summary>Whether nothing would be lost by putting a copy in place.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellationToken);

    /// <summary>The names of all tables, those of others too; none where there is no database yet.</summary>
    Task<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>What the database holds now.</summary>
    Task<DatabaseFacts> LookAsync(CancellationToken cancellationToken);

    /// <summary>Puts a copy in place of nothing: whole, or not at all.</summary>
    /// <param name="source">What <see cref="WriteAsync"/> wrote.</param>
    /// <param name="expected">What it must hold.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DumpFailedException">It is not whole, or could not be put in place; the message says what to do.</exception>
    Task ReadAsync(Stream source, DatabaseFacts expected, CancellationToken cancellationToken);

    /// <summary>Makes an empty database of the same kind, to be thrown away.</summary>
    /// <param name="name">Small letters, digits and underscores.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How to reach it; empty for the file in whichever data folder.</returns>
    /// <exception cref="DumpFailedException">It could not be made; the message says what to do.</exception>
    Task<string> MakeScratchAsync(string name, CancellationToken cancellationToken);

    /// <summary>Drops what <see cref="MakeScratchAsync"/> made.</summary>
    Task DropScratchAsync(string name);
}

/// <summary>A copy could not be written or put in place.</summary>
/// <param name="message">A sentence for the operator, without personal data.</param>
/// <param name="cause">What it was caught from, if anything.</param>
internal sealed class DumpFailedException(string message, Exception? cause = null) : Exception(message, cause);
