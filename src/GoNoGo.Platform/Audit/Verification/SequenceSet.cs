using System.Numerics;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>A set of sequences as pages of bits: a million of them in a row take 125 kB.</summary>
internal sealed class SequenceSet
{
    private const int PageBits = 4096;
    private const int WordBits = 64;

    private readonly SortedDictionary<long, ulong[]> pages = [];

    public long? Lowest => pages.Count == 0 ? null : LowestOf(pages.First());

    public long Count => pages.Values.Sum(page => page.Sum(word => (long)BitOperations.PopCount(word)));

    public void Add(long sequence)
    {
        var number = sequence / PageBits;
        if (!pages.TryGetValue(number, out var page))
        {
            pages.Add(number, page = new ulong[PageBits / WordBits]);
        }

        page[sequence % PageBits / WordBits] |= 1UL << (int)(sequence % WordBits);
    }

    /// <summary>Takes out what lies between two sequences, both included; costs nothing where nothing lies.</summary>
    public void Remove(long first, long last)
    {
        if (last - first < PageBits)
        {
            Clear(first / PageBits, first, last);
            Clear(last / PageBits, first, last);
            return;
        }

        foreach (var number in pages.Keys.Where(number => number >= first / PageBits && number <= last / PageBits).ToList())
        {
            Clear(number, first, last);
        }
    }

    private void Clear(long number, long first, long last)
    {
        if (!pages.TryGetValue(number, out var page))
        {
            return;
        }

        var start = number * PageBits;
        for (var bit = (int)Math.Max(first - start, 0); bit <= Math.Min(last - start, PageBits - 1); bit++)
        {
            page[bit / WordBits] &= ~(1UL << (bit % WordBits));
        }

        if (page.All(word => word == 0))
        {
            pages.Remove(number);
        }
    }

    private static long LowestOf(KeyValuePair<long, ulong[]> page)
    {
        var word = Array.FindIndex(page.Value, candidate => candidate != 0);
        return (page.Key * PageBits) + (word * WordBits) + BitOperations.TrailingZeroCount(page.Value[word]);
    }
}
