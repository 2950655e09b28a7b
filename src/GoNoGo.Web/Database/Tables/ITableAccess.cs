namespace GoNoGo.Web.Database.Tables;

/// <summary>Reads and writes whole tables past the model, a row at a time: to move a database, and to export and import it.</summary>
internal interface ITableAccess
{
    /// <summary>Begins to read: all that is read is of one moment, and nobody who writes is held up.</summary>
    Task<TableReading> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Begins to write: all of it is there once it is committed, or nothing.</summary>
    Task<ITableWriting> WriteAsync(CancellationToken cancellationToken);
}

/// <summary>Writes into a database. Disposing of it without a commit takes all back.</summary>
internal interface ITableWriting : IAsyncDisposable
{
    /// <summary>Adds rows, whose values stand in the order of some columns of the table.</summary>
    /// <returns>How many.</returns>
    Task<long> AddAsync(
        ModelTable table, IReadOnlyList<ModelColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>Sets which number of a table was given last, so that none is given twice.</summary>
    Task SetCounterAsync(ModelTable table, long last, CancellationToken cancellationToken);

    /// <summary>Deletes all rows of a table.</summary>
    Task ClearAsync(string table, CancellationToken cancellationToken);

    /// <summary>The only value of a query over what was written; null where there is none.</summary>
    Task<object?> FindAsync(string query, object key, CancellationToken cancellationToken);

    Task CommitAsync(CancellationToken cancellationToken);
}
