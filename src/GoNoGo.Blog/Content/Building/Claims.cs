using GoNoGo.Blog.Content.Tree;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Who stands at which address. Two pages that claim one, or a reserved one, are a problem each and get none.</summary>
internal sealed class Claims
{
    private readonly Dictionary<string, string> addressByPath = new(StringComparer.Ordinal);
    private readonly HashSet<string> folded = new(StringComparer.Ordinal);
    private readonly List<ContentProblem> problems;

    public Claims(IEnumerable<Placed> placed, List<ContentProblem> problems)
    {
        this.problems = problems;
        foreach (var claim in placed.GroupBy(page => page.Address, StringComparer.Ordinal))
        {
            Settle(claim.Key, [.. claim.Select(page => page.Document.Path)]);
        }
    }

    /// <summary>Source path to address, of every page, post and file that got one.</summary>
    public IReadOnlyDictionary<string, string> AddressByPath => addressByPath;

    public List<T> Granted<T>(IEnumerable<T> placed)
        where T : Placed => [.. placed.Where(page => addressByPath.ContainsKey(page.Document.Path))];

    public bool IsTaken(string address) => AddressForm.Fold(address) is not { } fold || folded.Contains(fold);

    /// <summary>Takes an address for a file; a page that stands there already keeps it.</summary>
    public bool TryClaim(string path, string address, bool mayBeReserved)
    {
        if (!mayBeReserved && ReservedAddresses.Contains(address))
        {
            problems.Add(PlacementProblems.AddressReserved(path, address));
            return false;
        }
        else if (AddressForm.Fold(address) is not { } fold || !folded.Add(fold))
        {
            problems.Add(PlacementProblems.AddressTaken(path, address, ["another file or page"]));
            return false;
        }

        addressByPath[path] = address;
        return true;
    }

    private void Settle(string address, List<string> paths)
    {
        if (ReservedAddresses.Contains(address))
        {
            problems.AddRange(paths.Select(path => PlacementProblems.AddressReserved(path, address)));
        }
        else if (paths.Count > 1)
        {
            problems.AddRange(paths.Select(path => PlacementProblems.AddressTaken(path, address, paths.Where(other => other != path))));
        }
        else if (ContentPath.Fold(address) is var fold)
        {
            addressByPath[paths[0]] = address;
            folded.Add(fold);
        }
    }
}
