using GoNoGo.Accounts.Users;

namespace GoNoGo.Web.Admin.Overview;

/// <summary>
/// What one part of the program has to say on the overview. Registered by <see cref="OverviewServices.AddOverviewSource"/>; asked at each
/// look, for those who have the permission.
/// </summary>
/// <param name="Permission">Who sees it.</param>
/// <param name="ReadAsync">Asks in the scope of the request; answers what there is to say, or nothing.</param>
internal sealed record OverviewSource(
    Permission Permission, Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<OverviewItem>>> ReadAsync);

/// <summary>One line of the overview.</summary>
/// <param name="IsWrong">True for what needs mending; false for what waits for somebody.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Address">The page on which to do something about it; null where there is none.</param>
public sealed record OverviewItem(bool IsWrong, string Text, string? Address = null);
