using GoNoGo.Benchmarks;

// The measurements that need a database are plain commands; a PostgreSQL is measured where GONOGO_PERF_POSTGRES is set.
var postgres = Environment.GetEnvironmentVariable("GONOGO_PERF_POSTGRES");
switch (args)
{
    case ["comment-write"]:
        await CommentWriteCost.RunAsync(postgres);
        break;
    case [EventDrain.Command, .. var rest]:
        await EventDrain.RunAsync(rest, postgres);
        break;
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(CommentWriteCost).Assembly).Run(args);
        break;
}
