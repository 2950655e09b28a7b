using GoNoGo.Benchmarks;

// What is measured as a whole process has a command of its own; all else is BenchmarkDotNet's. PostgreSQL is measured where
// GONOGO_PERF_POSTGRES names a server on which databases may be made.
var postgres = Environment.GetEnvironmentVariable("GONOGO_PERF_POSTGRES");
switch (args)
{
    case [AuditVerification.Command]:
        await AuditVerification.RunAsync();
        break;
    case [BackupUnderLoad.Command, .. var rest]:
        await BackupUnderLoad.RunAsync(rest, postgres);
        break;
    case [CommentRows.Command, .. var rest]:
        await CommentRows.RunAsync(rest, postgres);
        break;
    case [CommentWriteCost.Command]:
        await CommentWriteCost.RunAsync(postgres);
        break;
    case [ConnectionCrowd.Command]:
        await ConnectionCrowd.RunAsync();
        break;
    case [CommentRenderingTime.Command]:
        CommentRenderingTime.Run();
        break;
    case [ErasureCost.Command]:
        await ErasureCost.RunAsync(postgres);
        break;
    case [ContentStart.Command, .. var rest]:
        await ContentStart.RunAsync(rest);
        break;
    case [EventDrain.Command, .. var rest]:
        await EventDrain.RunAsync(rest, postgres);
        break;
    case [MailDrain.Command, .. var rest]:
        await MailDrain.RunAsync(rest);
        break;
    case [MixedLoad.Command, .. var rest]:
        await MixedLoad.RunAsync(rest);
        break;
    case [QueueOpening.Command, .. var rest]:
        await QueueOpening.RunAsync(rest, postgres);
        break;
    case [ThreadOpening.Command]:
        await ThreadOpening.RunAsync();
        break;
    case [WebhookAnswers.Command]:
        await WebhookAnswers.RunAsync();
        break;
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(CommentWriteCost).Assembly).Run(args);
        break;
}
