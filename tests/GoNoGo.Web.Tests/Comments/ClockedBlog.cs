using GoNoGo.Web.Tests.Api;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Comments;

/// <summary>A blog with comments whose clock stands until a test moves it.</summary>
public class ClockedBlog : CommentedBlog
{
    /// <summary>The program's clock.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <inheritdoc/>
    protected override TimeProvider Clock => Time;
}
