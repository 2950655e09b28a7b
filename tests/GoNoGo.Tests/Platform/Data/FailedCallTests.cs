using System.Text;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>A failed call is on record, without what the error said.</summary>
public sealed class FailedCallTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_failed_call_is_entered_with_source_target_operation_error_type_and_user_tag(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Service<AuditBacklog>().Add(new FailedCall("blog", "git", "fetch", "remote_unreachable", "1:tag"));

        await Work.RunAsync(
            house, (_, _) => Task.FromResult<Result<Done>>(new Done()), TestContext.Current.CancellationToken);

        var entry = Assert.Single(await house.RowsAsync<AuditEntry>());
        Assert.Equal(
            ("call.failed", "call", "blog.git.fetch", "failed"),
            (entry.Action, entry.ResourceType, entry.ResourceId, entry.Outcome));
        var payload = Assert.Single(await house.RowsAsync<AuditPayload>());
        Assert.Equal("""{"error_type":"remote_unreachable","user_tag":"1:tag"}""", Encoding.UTF8.GetString(payload.Content));
    }
}
