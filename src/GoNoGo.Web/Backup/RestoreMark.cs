using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Says in the data folder that a restore was begun and not ended, and of which backup. As long as it lies there nothing is served, and the
/// same restore may go on over what it has put in place.
/// </summary>
internal sealed class RestoreMark(IOptions<DataOptions> data)
{
    private const string Name = "restore-unfinished";

    private string FullPath => Path.Combine(data.Value.Path, Name);

    /// <summary>The id of the backup; null where no restore is open.</summary>
    public Guid? Read() => !File.Exists(FullPath) ? null
        : Guid.TryParse(File.ReadAllText(FullPath), CultureInfo.InvariantCulture, out var id) ? id
        : Guid.Empty; // Killed while it was written: nothing else was done then, and any backup may be restored.

    public void Write(Guid id) => File.WriteAllText(FullPath, id.ToString("D"));

    public void Delete() => File.Delete(FullPath);
}
