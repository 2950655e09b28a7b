using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoNoGo.Tests.Mail;

/// <summary>A name server on loopback that knows the names and texts a test gives it, and no other (RFC 1035).</summary>
internal sealed class ScriptedDns : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const byte NoSuchName = 3;
    private const byte AddressType = 1;

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Task answering;

    public ScriptedDns() => answering = AnswerAsync();

    public IPEndPoint EndPoint => (IPEndPoint)socket.Client.LocalEndPoint!; // Bound since it was made.

    /// <summary>Names with their TXT records.</summary>
    public Dictionary<string, string[]> Texts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that have an address.</summary>
    public HashSet<string> Hosts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it answers instead of all that; null: nothing instead. 2 is a failure of its own, 255 silence.</summary>
    public byte? Failure { get; set; }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await answering;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await socket.ReceiveAsync();
                if (Failure != byte.MaxValue)
                {
                    await socket.SendAsync(AnswerTo(question.Buffer), question.RemoteEndPoint);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private byte[] AnswerTo(byte[] question)
    {
        var (name, end) = NameIn(question);
        var isAddress = question[end + 1] == AddressType;
        var texts = Failure is null && !isAddress ? Texts.GetValueOrDefault(name) : null;
        var hasAddress = Failure is null && isAddress && Hosts.Contains(name);
        var code = Failure ?? (texts is null && !Hosts.Contains(name) ? NoSuchName : (byte)0);
        using var answer = new MemoryStream();
        answer.Write(question.AsSpan(0, end + 4)); // Header, name, type and class.
        foreach (var text in texts ?? [])
        {
            WriteRecord(answer, text);
        }

        if (hasAddress)
        {
            answer.Write([0xC0, HeaderLength, 0, AddressType, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]); // As below, then 192.0.2.1.
        }

        var bytes = answer.ToArray();
        bytes[2] |= 0x80; // An answer.
        bytes[3] = (byte)(0x80 | code);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), (ushort)(hasAddress ? 1 : texts?.Length ?? 0));
        bytes.AsSpan(8, 4).Clear();
        return bytes;
    }

    private static (string Name, int End) NameIn(byte[] question)
    {
        List<string> labels = [];
        var at = HeaderLength;
        for (; question[at] != 0; at += question[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        }

        return (string.Join('.', labels), at + 1);
    }

    private static void WriteRecord(MemoryStream answer, string text)
    {
        // In strings of at most 255 bytes, as a long key is.
        var parts = Encoding.ASCII.GetBytes(text).Chunk(byte.MaxValue).ToList();
        answer.Write([0xC0, HeaderLength, 0, 16, 0, 1, 0, 0, 0, 60]); // The name of the question, TXT, IN, a minute.
        var length = parts.Sum(part => part.Length + 1);
        answer.Write([(byte)(length >> 8), (byte)length]);
        foreach (var part in parts)
        {
            answer.WriteByte((byte)part.Length);
            answer.Write(part);
        }
    }
}
