using System.Runtime.InteropServices;

namespace GoNoGo.Tests.Support;

/// <summary>
/// A disk that fails when a test says so: SQLite's own file layer under a name of its own, whose files refuse to write, cut or flush.
/// A database is on it by <c>Vfs=</c><see cref="Name"/> in its connection string. https://www.sqlite.org/vfs.html
/// </summary>
internal sealed class FailingDisk
{
    public const int Full = 13; // SQLITE_FULL
    public const int WriteError = 10 | (3 << 8); // SQLITE_IOERR_WRITE
    public const int FlushError = 10 | (4 << 8); // SQLITE_IOERR_FSYNC

    // Where things stand in sqlite3_vfs and sqlite3_io_methods on a 64-bit system, and how long the two are at most.
    private const int LayerLength = 168;
    private const int NameAt = 24;
    private const int OpenAt = 40;
    private const int MethodsLength = 152;
    private const int WriteAt = 24;
    private const int TruncateAt = 32;
    private const int FlushAt = 40;

    // SQLite keeps the addresses of what stands in here, also for a connection that waits in a pool: nothing of it is ever let go.
    private static readonly List<FailingDisk> Registered = [];

    private readonly Lock gate = new();
    private readonly Dictionary<nint, nint> patched = [];
    private readonly List<Delegate> kept = [];
    private Func<int, bool>? isFailing;
    private int code;
    private int calls;

    private FailingDisk(string name) => Name = name;

    private delegate int OpenFile(nint layer, nint path, nint file, int flags, nint flagsOut);

    private delegate int WriteFile(nint file, nint data, int amount, long offset);

    private delegate int TruncateFile(nint file, long size);

    private delegate int FlushFile(nint file, int flags);

    /// <summary>For the connection string.</summary>
    public string Name { get; }

    /// <summary>How many calls were made to fail since the last <see cref="Fail"/>.</summary>
    public int Failures { get; private set; }

    public static FailingDisk Register()
    {
        lock (Registered)
        {
            var disk = new FailingDisk($"failing-{Registered.Count}");
            Registered.Add(disk);
            disk.Register(FindLayer(0));
            return disk;
        }
    }

    /// <summary>From now on every call fails for which the answer is true; calls are counted from 1.</summary>
    public void Fail(int withCode, Func<int, bool> which)
    {
        lock (gate)
        {
            (code, isFailing, calls, Failures) = (withCode, which, 0, 0);
        }
    }

    /// <summary>From now on all is well.</summary>
    public void Heal()
    {
        lock (gate)
        {
            isFailing = null;
        }
    }

    private void Register(nint original)
    {
        var layer = Copy(original, LayerLength);
        Marshal.WriteIntPtr(layer, NameAt, Marshal.StringToCoTaskMemUTF8(Name));
        var open = At<OpenFile>(layer, OpenAt);
        Put<OpenFile>(layer, OpenAt, (vfs, path, file, flags, flagsOut) =>
        {
            var result = open(vfs, path, file, flags, flagsOut);
            if (Marshal.ReadIntPtr(file) is var methods and not 0)
            {
                Marshal.WriteIntPtr(file, Patch(methods));
            }

            return result;
        });
        if (RegisterLayer(layer, makeDefault: 0) != 0)
        {
            throw new InvalidOperationException("SQLite did not take the failing disk.");
        }
    }

    private nint Patch(nint original)
    {
        lock (gate)
        {
            if (patched.TryGetValue(original, out var known))
            {
                return known;
            }

            var methods = Copy(original, MethodsLength);
            var (write, truncate, flush) =
                (At<WriteFile>(methods, WriteAt), At<TruncateFile>(methods, TruncateAt), At<FlushFile>(methods, FlushAt));
            Put<WriteFile>(methods, WriteAt, (file, data, amount, offset) => Failure() ?? write(file, data, amount, offset));
            Put<TruncateFile>(methods, TruncateAt, (file, size) => Failure() ?? truncate(file, size));
            Put<FlushFile>(methods, FlushAt, (file, flags) => Failure() ?? flush(file, flags));
            patched.Add(original, methods);
            return methods;
        }
    }

    private int? Failure()
    {
        lock (gate)
        {
            if (isFailing is null || !isFailing(++calls))
            {
                return null;
            }

            Failures++;
            return code;
        }
    }

    private static nint Copy(nint source, int length)
    {
        var bytes = new byte[length];
        Marshal.Copy(source, bytes, 0, length);
        var copy = Marshal.AllocHGlobal(length);
        Marshal.Copy(bytes, 0, copy, length);
        return copy;
    }

    private static T At<T>(nint table, int offset)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(table, offset));

    private void Put<T>(nint table, int offset, T function)
        where T : Delegate
    {
        kept.Add(function);
        Marshal.WriteIntPtr(table, offset, Marshal.GetFunctionPointerForDelegate(function));
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint FindLayer(nint name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RegisterLayer(nint layer, int makeDefault);
}
