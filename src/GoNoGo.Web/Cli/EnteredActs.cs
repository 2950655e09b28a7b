using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Web.Cli;

/// <summary>Enters in the audit trail what a command has done past the units of work.</summary>
internal static class EnteredActs
{
    /// <summary>Enters one act, in a unit of its own.</summary>
    public static async Task EnterAsync(this IServiceProvider services, AuditAct act, CancellationToken cancellationToken) =>
        await services.GetRequiredService<UnitOfWork>().RunAsync<AuditAct>(
            (transaction, _) =>
            {
                transaction.Audit(act);
                return Task.FromResult<Result<AuditAct>>(act);
            },
            cancellationToken);
}
