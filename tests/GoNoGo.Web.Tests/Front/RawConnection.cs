using System.Net.Sockets;
using System.Text;

namespace GoNoGo.Web.Tests.Front;

/// <summary>A connection on which a test writes bytes that no client would.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection.client.ConnectAsync(address.Host, address.Port, Cancelled);
        return connection;
    }

    /// <summary>Sends text as it is; false where the other side has closed.</summary>
    public async Task<bool> SendAsync(string text)
    {
        try
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), Cancelled);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>All that comes until the other side closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var read = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(read, Cancelled);
        }
        catch (IOException)
        {
            // A reset is an end too.
        }

        return Encoding.Latin1.GetString(read.ToArray());
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
