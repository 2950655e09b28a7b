using System.Text;

namespace GoNoGo.Tests.Fuzzing;

/// <summary>Makes new inputs of known ones: bytes flipped, cut, doubled, spliced, and words of the format put in.</summary>
/// <param name="seed">The same seed gives the same inputs.</param>
/// <param name="words">What the format treats in a way of its own.</param>
internal sealed class Mutation(int seed, IReadOnlyList<string> words)
{
    private const int LargestInput = 64 * 1024;
    private const int MostSteps = 6;

    private readonly Random random = new(seed);

    public byte[] Next(IReadOnlyList<byte[]> known)
    {
        var input = (byte[])known[random.Next(known.Count)].Clone();
        for (var steps = 1 + random.Next(MostSteps); steps > 0; steps--)
        {
            input = Step(input, known);
        }

        return input.Length <= LargestInput ? input : input[..LargestInput];
    }

    private byte[] Step(byte[] input, IReadOnlyList<byte[]> known) => random.Next(8) switch
    {
        0 => Flipped(input),
        1 => Cut(input),
        2 => Insert(input, Encoding.UTF8.GetBytes(words[random.Next(words.Count)])),
        3 => Insert(input, Repeated(words[random.Next(words.Count)])),
        4 => Insert(input, Part(known[random.Next(known.Count)])),
        5 => Insert(input, Part(input)),
        6 => Insert(input, Encoding.UTF8.GetBytes(new Rune(AnyScalar()).ToString())),
        _ => [.. Part(input), .. Part(known[random.Next(known.Count)])],
    };

    private byte[] Flipped(byte[] input)
    {
        if (input.Length > 0)
        {
            input[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
        }

        return input;
    }

    private byte[] Cut(byte[] input)
    {
        var (from, to) = Range(input.Length);
        return [.. input[..from], .. input[to..]];
    }

    private byte[] Part(byte[] input)
    {
        var (from, to) = Range(input.Length);
        return input[from..to];
    }

    private byte[] Insert(byte[] input, byte[] what)
    {
        var at = random.Next(input.Length + 1);
        return [.. input[..at], .. what, .. input[at..]];
    }

    private byte[] Repeated(string word) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, 1 << random.Next(12))));

    private (int From, int To) Range(int length)
    {
        var (one, other) = (random.Next(length + 1), random.Next(length + 1));
        return (Math.Min(one, other), Math.Max(one, other));
    }

    private int AnyScalar()
    {
        while (true)
        {
            var value = random.Next(4) == 0 ? random.Next(0x110000) : random.Next(0x300);
            if (Rune.IsValid(value))
            {
                return value;
            }
        }
    }
}
